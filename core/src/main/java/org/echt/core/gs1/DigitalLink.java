package org.echt.core.gs1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A GS1 Digital Link URI, uncompressed. Immutable.
 *
 * <p>Read: any http or https address whose path ends in a primary key, (01), (8003), (8004) or (8006), and its key
 * qualifiers; the path may begin with anything. Written: {@code https://domain/01/gtin/21/serial}.
 *
 * @param stem scheme, host and path before the key, as it was spelled
 * @param key the primary key; a GTIN of 8, 12 or 13 digits is padded to 14
 * @param qualifiers what follows the key in the path, in its order
 * @param attributes the numeric keys of the query, in their order; other query parameters are left out
 */
public record DigitalLink(String stem, Element key, List<Element> qualifiers, List<Element> attributes) {
    /** Primary keys, and the qualifiers each may carry in this order. */
    private static final Map<String, List<String>> KEYS = Map.of(
            "01", List.of("22", "10", "21", "235"),
            "8003", List.of(),
            "8004", List.of("7040"),
            "8006", List.of("22", "10", "21"));

    public DigitalLink {
        qualifiers = List.copyOf(qualifiers);
        attributes = List.copyOf(attributes);
    }

    /** Empty when {@code uri} is no http(s) address or its path does not end in a key with qualifiers. */
    public static Optional<DigitalLink> parse(String uri) {
        int start = afterScheme(uri);
        if (start < 0) {
            return Optional.empty();
        }
        int end = firstOf(uri, "#", start, uri.length());
        int query = firstOf(uri, "?", start, end);
        List<String> path = List.of(uri.substring(start, query).split("/", -1));
        for (int at = path.size() - 2; at >= 1; at--) {
            if (KEYS.containsKey(path.get(at))) {
                DigitalLink link = keyAt(uri.substring(0, start), path, at, attributes(uri, query, end));
                if (link != null) {
                    return Optional.of(link);
                }
            }
        }
        return Optional.empty();
    }

    /** The canonical link of a serialised product: {@code https://domain/01/gtin/21/serial}. */
    public static String uri(String domain, Gtin gtin, String serial) {
        return "https://" + domain + "/01/" + gtin.digits() + "/21/" + PercentCoding.encode(serial);
    }

    /**
     * The same link in capitals, which lets a QR code use its denser alphanumeric mode; scheme and host do not mind.
     * The serial must be free of lower case, because its case matters.
     */
    public static String upperCaseUri(String domain, Gtin gtin, String serial) {
        if (!serial.equals(serial.toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException("serial has lower-case letters, which capitals would change");
        }
        return uri(domain, gtin, serial).toUpperCase(Locale.ROOT);
    }

    /** True when {@code text} begins with http:// or https:// in any case. */
    public static boolean isHttp(String text) {
        return afterScheme(text) > 0;
    }

    /** The product, when the key is a (01) or (8006) with a right check digit. */
    public Optional<Gtin> gtin() {
        return switch (key.ai()) {
            case "01", "8006" -> Optional.ofNullable(ElementRule.gtin(key.value()));
            default -> Optional.empty();
        };
    }

    /** The value of {@code ai}: the key's, a qualifier's or an attribute's, in this order. */
    public Optional<String> value(String ai) {
        return elements().stream()
                .filter(e -> e.ai().equals(ai))
                .map(Element::value)
                .findFirst();
    }

    /** Key, qualifiers and attributes. */
    public List<Element> elements() {
        var all = new ArrayList<Element>();
        all.add(key);
        all.addAll(qualifiers);
        all.addAll(attributes);
        return List.copyOf(all);
    }

    private static int afterScheme(String uri) {
        for (String scheme : List.of("https://", "http://")) {
            if (uri.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return scheme.length();
            }
        }
        return -1;
    }

    private static int firstOf(String text, String mark, int from, int limit) {
        int at = text.indexOf(mark, from);
        return at < 0 || at > limit ? limit : at;
    }

    private static @Nullable DigitalLink keyAt(String scheme, List<String> path, int at, List<Element> attributes) {
        Element key = element(path.get(at), path.get(at + 1));
        List<Element> qualifiers = qualifiers(path, at, KEYS.getOrDefault(path.get(at), List.of()));
        if (key == null || qualifiers == null) {
            return null;
        }
        return new DigitalLink(scheme + String.join("/", path.subList(0, at)), key, qualifiers, attributes);
    }

    /** Null when the value is not possible; a GTIN of 8, 12 or 13 digits is padded. */
    private static @Nullable Element element(String ai, String encoded) {
        String value = PercentCoding.decode(encoded);
        if (value == null) {
            return null;
        }
        boolean shortGtin = ai.equals("01") && value.length() < 14 && Gtin.isValid(value);
        String full = shortGtin ? Gtin.of(value).digits() : value;
        return ElementRule.of(ai).admits(full) ? new Element(ai, full) : null;
    }

    /** Null when what follows the key is not a sequence of its qualifiers in order; an empty last value is dropped. */
    private static @Nullable List<Element> qualifiers(List<String> path, int keyAt, List<String> order) {
        var found = new ArrayList<Element>();
        int next = 0;
        for (int at = keyAt + 2; at < path.size(); at += 2) {
            if (path.get(at).isEmpty() && at == path.size() - 1) {
                break;
            }
            int place = order.indexOf(path.get(at));
            String value = at + 1 < path.size() ? PercentCoding.decode(path.get(at + 1)) : null;
            if (place < next || value == null) {
                return null;
            }
            next = place + 1;
            if (!value.isEmpty()) {
                found.add(new Element(path.get(at), value));
            }
        }
        return found;
    }

    /** Numeric keys with a possible value; whatever else a shop or campaign has put into the query is passed over. */
    private static List<Element> attributes(String uri, int query, int end) {
        var found = new ArrayList<Element>();
        if (query >= end) {
            return found;
        }
        for (String pair : uri.substring(query + 1, end).split("[&;]")) {
            int equals = pair.indexOf('=');
            String ai = equals < 0 ? "" : pair.substring(0, equals);
            if (ElementRule.identifierLength(ai, 0) != ai.length()) {
                continue;
            }
            Element attribute = element(ai, pair.substring(equals + 1));
            if (attribute != null) {
                found.add(attribute);
            }
        }
        return found;
    }
}
