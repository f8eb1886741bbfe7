package org.echt.app.print;

import com.ibm.icu.text.Bidi;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text of right-to-left scripts in the CSS property {@code content}, as in {@code @bottom-center { content: "..."
 * counter(page) }}. The library draws it letter by letter from the left; so here its letters are joined, and text and
 * counters put into the order in which they are seen.
 */
final class MarginText {
    private static final String STRING = "\"(?:[^\"\\\\]++|\\\\.)*+\"|'(?:[^'\\\\]++|\\\\.)*+'";
    private static final Pattern PROPERTY = Pattern.compile("(?s)\\bcontent\\s*:\\s*((?:" + STRING + "|[^;}\"']++)*+)");
    private static final Pattern ITEM = Pattern.compile("(?s)" + STRING + "|[\\w-]+(?:\\([^)]*\\))?");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:(\\p{XDigit}{1,6})\\s?|(.))");

    /** The mathematical digits: like a number to the algorithm, and unlike anything in a text. */
    private static final int FIRST_PLACE = 0x1D7CE;

    private static final int PLACES = 50;

    private MarginText() {}

    /** The style sheet with such properties rewritten; {@code base} is the direction of the document. */
    static String inVisualOrder(String css, byte base) {
        return PROPERTY.matcher(css).replaceAll(found -> {
            var value = rightToLeft(unescaped(found.group(1))) ? visual(found.group(1), base) : found.group(1);
            return Matcher.quoteReplacement("content: " + value);
        });
    }

    private static boolean rightToLeft(String text) {
        return Bidi.requiresBidi(text.toCharArray(), 0, text.length());
    }

    private static String visual(String value, byte base) {
        var text = new StringBuilder();
        var counters = new ArrayList<String>();
        for (var item : ITEM.matcher(value).results().map(MatchResult::group).toList()) {
            if (item.startsWith("\"") || item.startsWith("'")) {
                text.append(unescaped(item.substring(1, item.length() - 1)));
            } else if (counters.size() == PLACES) {
                throw new IllegalArgumentException("more than " + PLACES + " counters in content: " + value);
            } else {
                text.appendCodePoint(FIRST_PLACE + counters.size());
                counters.add(item);
            }
        }
        var paragraph = new Bidi(RightToLeft.joined(text.toString()), base);
        return items(paragraph.writeReordered(Bidi.DO_MIRRORING), counters);
    }

    /** The items of a text in visual order, places replaced by their counters. */
    private static String items(String visual, List<String> counters) {
        var items = new StringBuilder();
        var string = new StringBuilder();
        visual.codePoints().forEach(c -> {
            int place = c - FIRST_PLACE;
            if (place < 0 || place >= counters.size()) {
                string.append(String.format("\\%06X", c));
            } else {
                items.append('"')
                        .append(string)
                        .append("\" ")
                        .append(counters.get(place))
                        .append(' ');
                string.setLength(0);
            }
        });
        return items.append('"').append(string).append('"').toString();
    }

    private static String unescaped(String string) {
        return ESCAPE.matcher(string)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) != null
                                ? Character.toString(Integer.parseInt(found.group(1), 16))
                                : found.group(2)));
    }
}
