package org.echt.app.link;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.echt.core.gs1.Gtin;
import org.jspecify.annotations.Nullable;

/**
 * What an address says beside the code: taken from the raw path, so that every sign a code can have arrives as it was
 * sent.
 *
 * <p>Source: GS1 Digital Link URI syntax 1.6, section 4: {@code /01/gtin} with the qualifiers 22, 10 and 21 in this order;
 * further identifiers as query attributes.
 *
 * @param input the code as it came; empty for none
 * @param gtin GTIN named beside it; null for none or one that is no GTIN
 * @param lot lot named beside it; null for none
 */
record Address(String input, @Nullable Gtin gtin, @Nullable String lot) {
    /** Reads the path of a Digital Link; {@code queryLot} is the query's {@code 10}, which the path's own overrides. */
    static Address link(String rawPath, @Nullable String queryLot) {
        var pairs = pairs(path(rawPath));
        var gtin = pairs.getOrDefault("01", "");
        var lot = pairs.getOrDefault("10", queryLot == null ? "" : queryLot);
        return new Address(
                pairs.getOrDefault("21", ""), Gtin.isValid(gtin) ? Gtin.of(gtin) : null, lot.isEmpty() ? null : lot);
    }

    /** Reads {@code /prefix/text}: all behind the prefix is the text. */
    static String after(String prefix, String rawPath) {
        var path = path(rawPath);
        return path.startsWith(prefix) ? decode(path.substring(prefix.length())) : "";
    }

    private static Map<String, String> pairs(String path) {
        var segments = Arrays.asList(path.substring(1).split("/", -1));
        var pairs = new HashMap<String, String>();
        for (int i = 0; i + 1 < segments.size(); i += 2) {
            pairs.putIfAbsent(decode(segments.get(i)), decode(segments.get(i + 1)));
        }
        return pairs;
    }

    /** The path alone, also of a request that names the whole address (RFC 9112, section 3.2.2). */
    private static String path(String rawPath) {
        int scheme = rawPath.startsWith("/") ? -1 : rawPath.indexOf("://");
        if (scheme < 0) {
            return rawPath;
        }
        int slash = rawPath.indexOf('/', scheme + 3);
        return slash < 0 ? "/" : rawPath.substring(slash);
    }

    /** Percent-decoded as UTF-8; what is no UTF-8 becomes the replacement character, what is no encoding stays. */
    private static String decode(String raw) {
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        try {
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return raw;
        }
    }

    /** {@code text} as it may be shown again: one line, printable, at most 64 signs. */
    static String shown(String text) {
        var out = new StringBuilder();
        text.codePoints().filter(Address::printable).limit(64).forEach(out::appendCodePoint);
        return out.toString().strip();
    }

    private static boolean printable(int sign) {
        return switch (Character.getType(sign)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
