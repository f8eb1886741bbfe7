package org.echt.core.wording;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The text of a web page: tags left out, entities read, every line where it was, and a paragraph separator (U+2029) where a
 * block begins or ends. Reads anything; what is not closed ends with the text. Linear. One page each; not thread-safe.
 */
public final class Markup {
    private static final Pattern LOOKS_LIKE_ONE = Pattern.compile(
            "<(?:!doctype|html|head|body|p|div|br|h[1-6]|ul|ol|li|table|span|a)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern ATTRIBUTE = Pattern.compile(
            "(?<![\\w-])(lang|href|src|alt)\\s{0,9}=\\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'>]+))",
            Pattern.CASE_INSENSITIVE);
    private static final Set<String> UNSEEN = Set.of("script", "style", "template", "noscript");
    private static final Set<String> IN_LINE = Set.of(
            "a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "img", "mark", "q", "s", "small", "span",
            "strong", "sub", "sup", "time", "u", "wbr");
    private static final int LONGEST_ENTITY = 10;

    private static final Map<String, String> ENTITIES = Map.ofEntries(
            Map.entry("amp", "&"),
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            Map.entry("nbsp", " "),
            Map.entry("shy", "\u00ad"),
            Map.entry("ndash", "–"),
            Map.entry("mdash", "—"),
            Map.entry("hellip", "…"),
            Map.entry("lsquo", "‘"),
            Map.entry("rsquo", "’"),
            Map.entry("ldquo", "“"),
            Map.entry("rdquo", "”"),
            Map.entry("bdquo", "„"),
            Map.entry("laquo", "«"),
            Map.entry("raquo", "»"),
            Map.entry("euro", "€"),
            Map.entry("pound", "£"),
            Map.entry("copy", "©"),
            Map.entry("reg", "®"),
            Map.entry("trade", "™"),
            Map.entry("deg", "°"),
            Map.entry("iexcl", "¡"),
            Map.entry("iquest", "¿"),
            Map.entry("szlig", "ß"),
            Map.entry("oelig", "œ"),
            Map.entry("aelig", "æ"),
            Map.entry("ntilde", "ñ"),
            Map.entry("ccedil", "ç"),
            Map.entry("lstrok", "ł"),
            Map.entry("oslash", "ø"));

    /** The entity of an accented letter is the letter and the name of its mark. */
    private static final Map<String, String> MARKS = Map.of(
            "uml", "\u0308", "acute", "\u0301", "grave", "\u0300", "circ", "\u0302", "tilde", "\u0303", "ring",
            "\u030a");

    private final String page;
    private final StringBuilder text = new StringBuilder();
    private final List<String> links = new ArrayList<>();
    private String language = "";

    private Markup(String page) {
        this.page = page;
    }

    /**
     * What a page says.
     *
     * @param text its words, on the lines they had
     * @param links addresses of links, pictures and frames
     * @param language the tag it declares; empty for none
     */
    public record Plain(String text, List<String> links, String language) {
        public Plain {
            links = List.copyOf(links);
        }
    }

    /** The text of a page, or {@code text} itself where it is none. */
    public static Plain read(String text) {
        if (!LOOKS_LIKE_ONE.matcher(text).find()) {
            return new Plain(text, List.of(), "");
        }
        var markup = new Markup(text);
        markup.run();
        return new Plain(markup.text.toString(), markup.links, markup.language);
    }

    private void run() {
        int at = 0;
        while (at < page.length()) {
            char c = page.charAt(at);
            if (c == '<' && beginsTag(at)) {
                at = tag(at);
            } else if (c == '&') {
                at = entity(at);
            } else {
                text.append(c);
                at++;
            }
        }
    }

    private boolean beginsTag(int at) {
        if (at + 1 >= page.length()) {
            return false;
        }
        char next = page.charAt(at + 1);
        return Character.isLetter(next) || next == '/' || next == '!' || next == '?';
    }

    /** Reads the tag at {@code at}; the index behind it, or behind what is not seen inside it. */
    private int tag(int at) {
        if (page.startsWith("<!--", at)) {
            return skip(at, "-->");
        }
        int end = endOfTag(at);
        String inside = page.substring(at + 1, end);
        keepLines(inside);
        String name = name(inside);
        attributes(name, inside);
        if (!IN_LINE.contains(name)) {
            text.append('\u2029');
        }
        int next = Math.min(page.length(), end + 1);
        return UNSEEN.contains(name) && !inside.startsWith("/") ? skip(next, "</" + name) : next;
    }

    /** The closing bracket, not one inside a quoted value; the end of the page where there is none. */
    private int endOfTag(int at) {
        char quote = 0;
        for (int i = at; i < page.length(); i++) {
            char c = page.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '>') {
                return i;
            } else if ((c == '"' || c == '\'') && page.charAt(i - 1) == '=') {
                quote = c;
            }
        }
        return page.length();
    }

    private static String name(String inside) {
        int start = inside.startsWith("/") ? 1 : 0;
        int end = start;
        while (end < inside.length() && Character.isLetterOrDigit(inside.charAt(end))) {
            end++;
        }
        return inside.substring(start, end).toLowerCase(Locale.ROOT);
    }

    private void attributes(String name, String inside) {
        var found = ATTRIBUTE.matcher(inside);
        while (found.find()) {
            String value = Optional.ofNullable(found.group(2))
                    .or(() -> Optional.ofNullable(found.group(3)))
                    .orElseGet(() -> found.group(4));
            switch (found.group(1).toLowerCase(Locale.ROOT)) {
                case "lang" -> language = name.equals("html") ? value.strip() : language;
                case "alt" -> text.append(' ').append(value).append(' ');
                default -> links.add(value.replace("&amp;", "&"));
            }
        }
    }

    /** The index behind the next {@code mark}; what is passed over leaves its line breaks. */
    private int skip(int at, String mark) {
        int found = indexOfIgnoringCase(mark, at);
        int next = found < 0 ? page.length() : found + (mark.startsWith("</") ? 0 : mark.length());
        keepLines(page.substring(at, next));
        return next;
    }

    private int indexOfIgnoringCase(String mark, int from) {
        for (int i = from; i + mark.length() <= page.length(); i++) {
            if (page.regionMatches(true, i, mark, 0, mark.length())) {
                return i;
            }
        }
        return -1;
    }

    private void keepLines(String passed) {
        passed.chars().filter(c -> c == '\n').forEach(_ -> text.append('\n'));
    }

    private int entity(int at) {
        int end = at + 1;
        while (end < page.length() && end - at <= LONGEST_ENTITY && isOfEntity(page.charAt(end))) {
            end++;
        }
        var read = end < page.length() && page.charAt(end) == ';' ? entity(page.substring(at + 1, end)) : "";
        text.append(read.isEmpty() ? "&" : read);
        return read.isEmpty() ? at + 1 : end + 1;
    }

    private static boolean isOfEntity(char c) {
        return c == '#' || (c < 0x80 && Character.isLetterOrDigit(c));
    }

    private static String entity(String name) {
        if (name.startsWith("#")) {
            return numbered(name.substring(1));
        }
        var known = ENTITIES.get(name);
        if (known != null || name.length() < 2) {
            return known == null ? "" : known;
        }
        var mark = MARKS.get(name.substring(1));
        return mark == null ? "" : Normalizer.normalize(name.charAt(0) + mark, Normalizer.Form.NFC);
    }

    private static String numbered(String number) {
        try {
            boolean hex = number.startsWith("x") || number.startsWith("X");
            int code = hex ? Integer.parseInt(number.substring(1), 16) : Integer.parseInt(number);
            return Character.isValidCodePoint(code) && code != 0 ? Character.toString(code) : "";
        } catch (NumberFormatException _) {
            return "";
        }
    }
}
