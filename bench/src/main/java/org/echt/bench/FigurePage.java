package org.echt.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A page that holds the table between two markers. */
final class FigurePage {
    private static final String BEGIN = "<!-- figures: written by bench/run targets --into, not by hand -->";
    private static final String END = "<!-- /figures -->";

    private FigurePage() {}

    /** Replaces what stands between the markers by machine and table; a page without them is refused. */
    static void replace(Path page, List<Figure> figures) throws IOException {
        var text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(page + " has no place for the table: " + BEGIN + " ... " + END);
        }
        var middle = "\n" + Machine.describe() + "\n\n" + Figure.table(figures);
        Files.writeString(page, text.substring(0, begin + BEGIN.length()) + middle + text.substring(end));
    }
}
