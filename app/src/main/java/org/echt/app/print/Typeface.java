package org.echt.app.print;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;

/** DejaVu Sans, read once. */
enum Typeface {
    REGULAR(400, "DejaVuSans.ttf"),
    BOLD(700, "DejaVuSans-Bold.ttf");

    private static final String FOLDER = "/net/sf/jasperreports/fonts/dejavu/";

    private final int weight;
    private final byte[] file;

    Typeface(int weight, String file) {
        this.weight = weight;
        this.file = read(file);
    }

    /** As the typefaces for whatever family the CSS names. */
    static void addAll(PdfRendererBuilder builder) {
        for (var face : values()) {
            builder.useFont(
                    () -> new ByteArrayInputStream(face.file),
                    "DejaVu Sans",
                    face.weight,
                    FontStyle.NORMAL,
                    true,
                    EnumSet.of(FSFontUseCase.FALLBACK_PRE));
        }
    }

    private static byte[] read(String file) {
        try (var in = Typeface.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new FileNotFoundException(FOLDER + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the typeface is missing in the class path", e);
        }
    }
}
