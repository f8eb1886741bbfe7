package org.echt.core.serial;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.echt.core.gs1.DigitalLink;
import org.echt.core.gs1.Element;
import org.echt.core.gs1.ElementString;
import org.echt.core.gs1.Gtin;
import org.echt.core.serial.Reading.Foreign;
import org.echt.core.serial.Reading.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads whatever people type, paste and scan (spec/serial-code.md, "Reading"). Never throws, whatever the text; needs no
 * key, and time in proportion to the text. Thread-safe.
 */
public final class CodeReader {
    /** Longest text that is looked at, in UTF-16 units. */
    public static final int MAX_INPUT = 4096;

    private static final String QUOTES = "\"'`´‘’‚“”„«»‹›<>";

    private CodeReader() {}

    public static Reading read(String input) {
        if (input.length() > MAX_INPUT) {
            return new Foreign(Kind.TOO_LONG, input.length() + " characters", Claims.NONE);
        }
        SerialCode plain = plain(input);
        if (plain != null) {
            return new Reading.Read(plain, Claims.NONE);
        }
        String text = clean(input);
        if (text.isEmpty()) {
            return new Reading.Empty();
        }
        SerialCode code = Folded.of(text).code();
        return code != null ? new Reading.Read(code, Claims.NONE) : wrapped(text);
    }

    /**
     * The fast path for plain codes: ASCII, with or without blanks, dashes, lower case and look-alikes. Allocates
     * nothing.
     *
     * @param out receives the canonical symbols from {@code outPos}; needs room for 20
     * @return 16, 18 or 20 when {@code in[from..to)} is a well-formed code, otherwise -1: it may still be one that
     *     {@link #read} can read, or explain
     */
    public static int canonical(byte[] in, int from, int to, byte[] out, int outPos) {
        int n = 0;
        int letters = 0;
        for (int i = from; i < to; i++) {
            int value = Alphabet.value(in[i]);
            if (value < 0) {
                if (in[i] == ' ' || in[i] == '-') {
                    continue;
                }
                return -1;
            }
            if (n == Folded.MAX_CODE) {
                return -1;
            }
            letters |= value > 9 ? 1 : 0;
            out[outPos + n++] = Alphabet.symbol(value);
        }
        CodeLength length = CodeLength.ofSymbols(n);
        if (length == null || letters == 0) {
            return -1;
        }
        CodeFormat format = CodeFormat.of(length);
        return format.checksHold(format.readHead(out, outPos), format.readTail(out, outPos)) ? n : -1;
    }

    /** The usual input, without the long way through Unicode. */
    private static @Nullable SerialCode plain(String input) {
        if (input.length() > 2 * Folded.MAX_CODE) {
            return null;
        }
        byte[] in = input.getBytes(StandardCharsets.ISO_8859_1);
        byte[] out = new byte[Folded.MAX_CODE];
        int symbols = canonical(in, 0, in.length, out, 0);
        CodeLength length = CodeLength.ofSymbols(symbols);
        return length == null ? null : SerialCode.of(out, 0, length);
    }

    /** Without invisible characters, in NFKC, without surrounding blanks and quotes. */
    private static String clean(String input) {
        var kept = new StringBuilder(input.length());
        for (int i = 0; i < input.length(); i++) {
            char c = input.charAt(i);
            if (!isInvisible(c)) {
                kept.append(c);
            }
        }
        String text = Normalizer.normalize(kept, Normalizer.Form.NFKC);
        int from = 0;
        int to = text.length();
        while (from < to && isMargin(text.charAt(from))) {
            from++;
        }
        while (to > from && isMargin(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isInvisible(char c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT -> true;
            case Character.CONTROL -> c != ElementString.GS && !Character.isWhitespace(c);
            default -> c >= '\ufe00' && c <= '\ufe0f';
        };
    }

    private static boolean isMargin(char c) {
        return (Folded.isBlank(c) && c != ElementString.GS) || QUOTES.indexOf(c) >= 0;
    }

    /** A text that is no bare code: what is it wrapped in? */
    private static Reading wrapped(String text) {
        if (ElementString.isGs1Symbology(text)) {
            return elementString(text).orElseGet(() -> bare(text.substring(3)));
        }
        String inner = isSymbology(text) ? text.substring(3) : text;
        if (isEncodedLink(inner)) {
            return link(unescape(inner));
        }
        if (DigitalLink.isHttp(inner)) {
            return link(inner);
        }
        int slash = inner.indexOf('/');
        if (slash > 0 && inner.lastIndexOf('.', slash) > 0) {
            return link("https://" + inner);
        }
        Optional<Reading> elements = announcesElements(inner) ? elementString(inner) : Optional.empty();
        return elements.orElseGet(() -> bare(inner));
    }

    /** Brackets, FNC1, or a product number with more behind it; other digits alone are the number under a bar code. */
    private static boolean announcesElements(String text) {
        boolean marked = text.startsWith("(") || text.indexOf(ElementString.GS) >= 0 || text.indexOf('\u241d') >= 0;
        return marked || (text.startsWith("01") && text.length() > 16);
    }

    private static boolean isSymbology(String text) {
        return text.length() > 3 && text.charAt(0) == ']' && Character.isLetter(text.charAt(1));
    }

    private static boolean isEncodedLink(String text) {
        String start = text.substring(0, Math.min(8, text.length())).toLowerCase(Locale.ROOT);
        return start.startsWith("http%3a") || start.startsWith("https%3a");
    }

    /** Undoes the encoding of a link that was pasted as a parameter; only what a Digital Link is made of. */
    private static String unescape(String text) {
        return text.replaceAll("(?i)%3a", ":")
                .replaceAll("(?i)%2f", "/")
                .replaceAll("(?i)%3f", "?")
                .replaceAll("(?i)%3d", "=")
                .replace("%26", "&")
                .replace("%25", "%");
    }

    private static Reading link(String uri) {
        Optional<DigitalLink> link = DigitalLink.parse(uri);
        if (link.isPresent()) {
            return keyed(link.get().elements(), link.get().gtin());
        }
        String path = uri.split("[?#]", 2)[0];
        String serial = segmentAfter(path, "21");
        String code = serial.isEmpty() ? segmentAfter(path, "c") : serial;
        return code.isEmpty()
                ? new Foreign(Kind.LINK, "an address without a serial", Claims.NONE)
                : serial(code, Claims.NONE);
    }

    /** The path segment behind the last {@code name}; empty when there is none. */
    private static String segmentAfter(String path, String name) {
        String[] segments = path.split("/");
        for (int i = segments.length - 2; i > 2; i--) {
            if (segments[i].equalsIgnoreCase(name)) {
                return segments[i + 1];
            }
        }
        return "";
    }

    private static Optional<Reading> elementString(String text) {
        return ElementString.parse(text).map(found -> keyed(found.elements(), found.gtin()));
    }

    private static Reading keyed(List<Element> elements, Optional<Gtin> gtin) {
        var claims = new Claims(gtin.orElse(null), value(elements, "10"));
        String serial = value(elements, "21");
        if (serial != null) {
            return serial(serial, claims);
        }
        return value(elements, "01") != null
                ? new Foreign(Kind.PRODUCT_NUMBER, "a product number without a serial", claims)
                : new Foreign(Kind.OTHER_KEY, "GS1 key (" + elements.getFirst().ai() + ")", claims);
    }

    private static @Nullable String value(List<Element> elements, String ai) {
        for (Element e : elements) {
            if (e.ai().equals(ai)) {
                return e.value();
            }
        }
        return null;
    }

    /** Text that stands alone: before anything else it may be the number under a bar code. */
    private static Reading bare(String text) {
        String digits = Folded.withoutSeparators(text);
        if (Gtin.isValid(digits)) {
            return new Foreign(Kind.PRODUCT_NUMBER, "a product number", new Claims(Gtin.of(digits), null));
        }
        return serial(text, Claims.NONE);
    }

    private static Reading serial(String text, Claims claims) {
        return Folded.of(clean(text)).reading(claims);
    }
}
