package org.echt.app.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.options.ColorScheme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Every page as a reader gets it: each state, light and dark, on a small phone and on a desk. */
class PagesIT {
    /** Looked at in every colour and width: the master, long words, right to left. */
    static final Set<String> CLOSELY = Set.of("en", "de", "ar");

    private static final int LARGEST = 10 * 1024;
    private static final List<Integer> WIDTHS = List.of(320, 1280);

    private static PageLook look = new PageLook();

    @AfterAll
    static void stop() {
        look.close();
    }

    @Test
    void everyPageIsAccessibleStillAndSelfContained() {
        var faults = new ArrayList<String>();
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : WIDTHS) {
                try (var context = look.context(scheme, width)) {
                    var pages = look.addresses(CLOSELY::contains);
                    faults.addAll(look.faults(context, scheme + "-" + width, pages, _ -> true));
                }
            }
        }
        assertEquals(List.of(), faults);
    }

    @Test
    void everyPageIsSmall() throws IOException, InterruptedException {
        var sizes = new LinkedHashMap<String, Integer>();
        for (var address : look.addresses(_ -> true).entrySet()) {
            var html =
                    look.server().get(address.getValue(), "Accept", "text/html").body();
            sizes.put(address.getKey(), packed(html));
        }
        sizes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .ifPresent(largest -> System.out.println("bytes after gzip -9: largest " + largest));
        sizes.forEach((name, size) -> assertTrue(size <= LARGEST, name + " has " + size + " bytes after gzip -9"));
    }

    @Test
    void theSuggestionIsPressedByTheReader() {
        try (var context = look.context(ColorScheme.LIGHT, 320)) {
            var page = context.newPage();
            page.navigate(look.server().url("/c/mistyped?lang=en"));
            assertEquals("G", page.locator("mark").innerText());
            page.locator("section button").click();
            assertTrue(page.url().endsWith("/c?code=7WAH108NRZGWVM7DYC&lang=en"), page.url());
        }
    }

    private static int packed(byte[] html) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(html);
        }
        return out.size();
    }
}
