package org.echt.app.print;

import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Prints an XHTML document as PDF/A-2b (ISO 19005-2): typefaces inside, one colour space, nothing outside itself. It is
 * tagged besides, for those who have it read out.
 *
 * <p>The document is well-formed XHTML without a document type. It says its language ({@code <html lang>}), its title,
 * and its direction where that is right to left ({@code <html dir="rtl">}). It is styled by CSS 2.1 and some of CSS 3
 * inside itself, with page margin boxes and their counters ({@code @bottom-center { content: "Page " counter(page) " of "
 * counter(pages) }}), whatever the script. The one typeface is DejaVu Sans, regular and bold, whichever family the CSS
 * names: Latin, Greek, Cyrillic, Hebrew, Arabic as the Arabic language needs it. A character that it lacks is printed as
 * U+FFFD. A picture is named in {@code src} or {@code url()} as it is in the map given, and is a JPEG or PNG in sRGB;
 * every {@code img} has an {@code alt}.
 *
 * <p>Known faults of the library: a line may break where an inline element or a writing direction ends, though no space is
 * there; a phrase of the other direction is put in order only while no further elements are in it.
 *
 * <p>Same document, pictures and date: same bytes, on the same Java runtime. Thread-safe.
 */
public final class PdfPrinter {
    private static final byte[] SRGB =
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    private static final String UNKNOWN_CHARACTER = "\uFFFD";

    private PdfPrinter() {}

    /**
     * The printed document.
     *
     * @param xhtml the document
     * @param pictures name, as the document writes it, to the file's bytes
     * @param made the date of the document, kept in whole seconds
     * @throws IllegalArgumentException if the document is not what is described above, or asks for something that is not
     *     given; nothing is fetched, and nothing is left out silently
     */
    public static byte[] print(String xhtml, Map<String, byte[]> pictures, Instant made) {
        var manuscript = Manuscript.parse(xhtml, pictures.keySet());
        BaseStyle.apply(manuscript.document());
        var complaints = new Complaints();
        try (var pdf = new PDDocument()) {
            typeset(manuscript, new GivenPictures(pictures), complaints, pdf);
            complaints.check();
            new Imprint(manuscript, made).writeInto(pdf, Identity.of(xhtml, pictures, made));
            var bytes = new ByteArrayOutputStream(1 << 16);
            pdf.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a document in memory cannot be written", e);
        }
    }

    private static void typeset(Manuscript manuscript, GivenPictures pictures, Complaints complaints, PDDocument pdf)
            throws IOException {
        var builder = new PdfRendererBuilder()
                .usePDDocument(pdf)
                // level A for its tags; what is claimed is level B, because no machine can say that the tags mean well
                .usePdfAConformance(PdfAConformance.PDFA_2_A)
                .useColorProfile(SRGB)
                .useReplacementText(UNKNOWN_CHARACTER)
                .useUnicodeBidiSplitter(RightToLeft.Runs::new)
                .useUnicodeBidiReorderer(new RightToLeft())
                .useUriResolver(pictures)
                .useExternalResourceAccessControl(pictures, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                .useExternalResourceAccessControl(pictures, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI)
                .useProtocolsStreamImplementation(pictures, GivenPictures.PROTOCOLS)
                .withDiagnosticConsumer(complaints)
                .withW3cDocument(manuscript.document(), null);
        Typeface.addAll(builder);
        try (var renderer = builder.buildPdfRenderer()) {
            renderer.layout();
            RightToLeftTables.mirror(renderer.getRootBox());
            renderer.createPDFWithoutClosing();
        }
    }
}
