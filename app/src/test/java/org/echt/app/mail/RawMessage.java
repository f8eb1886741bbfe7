package org.echt.app.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A message read without the library that wrote it: RFC 5322, 2045, 2047 and 2231, as far as our letters go. */
record RawMessage(List<Field> fields, String body) {
    private static final Pattern WORD = Pattern.compile("=\\?UTF-8\\?B\\?([A-Za-z0-9+/=]*)\\?=");
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([a-z]+)(?:\\*([0-9]+))?(\\*)?=(\"[^\"]*\"|[^;\\s]+)");

    /** @param value unfolded */
    record Field(String name, String value) {}

    /** Refuses whatever is not seven bits in lines of CRLF, none longer than RFC 5322 allows. */
    static RawMessage of(byte[] bytes) {
        var text = new String(bytes, ISO_8859_1);
        assertTrue(text.chars().allMatch(c -> c < 128 && (c >= ' ' || c == '\r' || c == '\n' || c == '\t')), text);
        assertTrue(!text.replace("\r\n", "").matches("(?s).*[\\r\\n].*"), text);
        assertTrue(text.lines().allMatch(line -> line.length() <= 998), text);
        return of(text);
    }

    private static RawMessage of(String text) {
        int end = text.indexOf("\r\n\r\n");
        assertTrue(end > 0, text);
        var fields = new ArrayList<Field>();
        for (var line :
                text.substring(0, end).replaceAll("\\r\\n(?=[ \\t])", "").split("\\r\\n")) {
            var parts = line.split(":", 2);
            assertTrue(parts.length == 2 && parts[0].matches("[!-9;-~]+"), line);
            fields.add(new Field(parts[0], parts[1].strip()));
        }
        return new RawMessage(fields, text.substring(end + 4));
    }

    List<String> names() {
        return fields.stream().map(Field::name).toList();
    }

    boolean has(String name) {
        return fields.stream().anyMatch(field -> field.name().equalsIgnoreCase(name));
    }

    /** Of a field that must be there once. */
    String field(String name) {
        var found = fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .toList();
        assertEquals(1, found.size(), name);
        return found.getFirst().value();
    }

    /** The same with its encoded words read. */
    String words(String name) {
        var raw = field(name).replaceAll("\\?=\\s+=\\?", "?==?");
        return WORD.matcher(raw).replaceAll(word -> {
            assertTrue(word.group().length() <= 75, word.group());
            var text = new String(Base64.getDecoder().decode(word.group(1)), UTF_8);
            return java.util.regex.Matcher.quoteReplacement(text);
        });
    }

    byte[] bytes() {
        return switch (field("Content-Transfer-Encoding").toLowerCase(Locale.ROOT)) {
            case "base64" -> Base64.getMimeDecoder().decode(body);
            case "quoted-printable" -> unquoted(body);
            case "7bit" -> body.getBytes(ISO_8859_1);
            default -> throw new AssertionError(field("Content-Transfer-Encoding"));
        };
    }

    String text() {
        assertEquals("text/plain; charset=utf-8", field("Content-Type").toLowerCase(Locale.ROOT));
        return new String(bytes(), UTF_8);
    }

    private static byte[] unquoted(String text) {
        var out = new ByteArrayOutputStream();
        var joined = text.replace("=\r\n", "");
        for (int i = 0; i < joined.length(); i++) {
            if (joined.charAt(i) == '=') {
                out.write(Integer.parseInt(joined.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                out.write(joined.charAt(i));
            }
        }
        return out.toByteArray();
    }

    List<RawMessage> parts() {
        var delimiter = "\r\n--" + parameter("Content-Type", "boundary");
        var pieces = ("\r\n" + body).split(Pattern.quote(delimiter));
        assertTrue(pieces[pieces.length - 1].startsWith("--"), body);
        var parts = new ArrayList<RawMessage>();
        for (int i = 1; i < pieces.length - 1; i++) {
            parts.add(of(pieces[i].substring(2)));
        }
        return parts;
    }

    /** RFC 2231: also one in pieces, and one in UTF-8. */
    String parameter(String field, String name) {
        var found = PARAMETER.matcher(field(field));
        var value = new StringBuilder();
        boolean encoded = false;
        while (found.find()) {
            if (found.group(1).equalsIgnoreCase(name)) {
                encoded |= found.group(3) != null;
                value.append(found.group(4).replaceAll("^\"|\"$", ""));
            }
        }
        var text = value.toString();
        return encoded ? URLDecoder.decode(text.replaceFirst("(?i)^utf-8''", "").replace("+", "%2B"), UTF_8) : text;
    }
}
