package org.echt.core.gs1;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A GS1 element string: application identifiers with their values, in their order. Immutable.
 *
 * <p>Reading takes what scanners and people send: with a symbology identifier, with FNC1 as the GS control character or
 * its picture, or with brackets around the identifiers. It checks lengths, digits and the check digit of a GTIN;
 * dates, associations between identifiers and other check digits are not checked.
 *
 * @param elements at least one
 */
public record ElementString(List<Element> elements) {
    /** FNC1 as scanners transmit it. */
    public static final char GS = '\u001d';

    private static final char GS_PICTURE = '\u241d';

    public ElementString {
        elements = List.copyOf(elements);
    }

    /** Reads any of the three spellings; empty when {@code text} is none of them. */
    public static Optional<ElementString> parse(String text) {
        String data = text.replace(GS_PICTURE, GS).replace("<GS>", "\u001d").replace("{GS}", "\u001d");
        if (isGs1Symbology(data)) {
            return parseRaw(data.substring(3));
        }
        String trimmed = data.strip();
        return trimmed.startsWith("(") ? parseBracketed(trimmed) : parseRaw(data);
    }

    /** True when {@code text} begins with a symbology identifier that announces GS1 data. */
    public static boolean isGs1Symbology(String text) {
        return text.length() >= 3
                && switch (text.substring(0, 3)) {
                    case "]C1", "]d2", "]Q3", "]e0", "]J1" -> true;
                    default -> false;
                };
    }

    /** The value of the first element with {@code ai}. */
    public Optional<String> value(String ai) {
        return elements.stream()
                .filter(e -> e.ai().equals(ai))
                .map(Element::value)
                .findFirst();
    }

    /** The product: AI (01), otherwise the first 14 digits of (8006). */
    public Optional<Gtin> gtin() {
        return value("01").or(() -> value("8006")).map(ElementRule::gtin);
    }

    /** With brackets, for people: {@code (01)09506000134352(21)7WAH...}; a bracket inside a value gets a backslash. */
    public String bracketed() {
        var out = new StringBuilder();
        for (Element e : elements) {
            out.append('(').append(e.ai()).append(')').append(e.value().replace("(", "\\("));
        }
        return out.toString();
    }

    /** As encoded in a barcode, without the leading FNC1; {@link #GS} only where the standard needs it. */
    public String raw() {
        var out = new StringBuilder();
        boolean open = false;
        for (Element e : elements) {
            if (open) {
                out.append(GS);
            }
            out.append(e.ai()).append(e.value());
            open = ElementRule.predefinedLength(e.ai()) < 0;
        }
        return out.toString();
    }

    private static Optional<ElementString> parseRaw(String data) {
        var elements = new ArrayList<Element>();
        int at = data.startsWith("\u001d") ? 1 : 0;
        while (at < data.length()) {
            Element next = rawElement(data, at);
            if (next == null) {
                return Optional.empty();
            }
            elements.add(next);
            at += next.ai().length() + next.value().length();
            if (at < data.length() && data.charAt(at) == GS) {
                at++;
            }
        }
        return ofNonEmpty(elements);
    }

    private static @Nullable Element rawElement(String data, int at) {
        int identifier = ElementRule.identifierLength(data, at);
        if (identifier < 0 || at + identifier > data.length()) {
            return null;
        }
        String ai = data.substring(at, at + identifier);
        int from = at + identifier;
        int gs = data.indexOf(GS, from);
        int end = gs < 0 ? data.length() : gs;
        int fixed = ElementRule.predefinedLength(ai);
        return admitted(ai, data.substring(from, fixed < 0 ? end : Math.min(end, from + fixed)));
    }

    private static Optional<ElementString> parseBracketed(String text) {
        var elements = new ArrayList<Element>();
        int at = 0;
        while (at < text.length()) {
            int close = text.indexOf(')', at);
            if (text.charAt(at) != '(' || close < 0) {
                return Optional.empty();
            }
            int end = nextBracket(text, close + 1);
            String ai = text.substring(at + 1, close).strip();
            String value = text.substring(close + 1, end).replace("\\(", "(").strip();
            Element next = ElementRule.identifierLength(ai, 0) == ai.length() ? admitted(ai, value) : null;
            if (next == null) {
                return Optional.empty();
            }
            elements.add(next);
            at = end;
        }
        return ofNonEmpty(elements);
    }

    private static int nextBracket(String text, int from) {
        int at = text.indexOf('(', from);
        while (at > 0 && text.charAt(at - 1) == '\\') {
            at = text.indexOf('(', at + 1);
        }
        return at < 0 ? text.length() : at;
    }

    private static @Nullable Element admitted(String ai, String value) {
        return ElementRule.of(ai).admits(value) ? new Element(ai, value) : null;
    }

    private static Optional<ElementString> ofNonEmpty(List<Element> elements) {
        return elements.isEmpty() ? Optional.empty() : Optional.of(new ElementString(elements));
    }
}
