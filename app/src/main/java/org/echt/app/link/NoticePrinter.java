package org.echt.app.link;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prints notices as PDF. Those printed lately are kept; one at a time is printed, because printing is hard work. Thread-safe. */
public final class NoticePrinter {
    private static final int KEPT = 64;

    private final Printer printer;
    private final Map<String, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);

    /** Makes a PDF of an XHTML document. */
    @FunctionalInterface
    public interface Printer {
        /**
         * The PDF.
         *
         * @param pictures name, as the document writes it, to the file's bytes; {@code qr} is made by the printer
         * @param address what the square barcode says
         */
        byte[] print(String xhtml, Map<String, byte[]> pictures, String address, Instant made);
    }

    public NoticePrinter(Printer printer) {
        this.printer = printer;
    }

    /** The PDF of a document; the same document is printed once. */
    synchronized byte[] print(String xhtml, Map<String, byte[]> pictures, String address, Instant made) {
        var known = kept.get(xhtml);
        if (known != null) {
            return known;
        }
        var printed = printer.print(xhtml, pictures, address, made);
        kept.put(xhtml, printed);
        if (kept.size() > KEPT) {
            kept.remove(kept.keySet().iterator().next());
        }
        return printed;
    }
}
