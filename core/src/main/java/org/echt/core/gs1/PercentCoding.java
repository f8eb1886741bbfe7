package org.echt.core.gs1;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Percent-encoding of a path segment or query value (RFC 3986, section 2). */
final class PercentCoding {
    private static final String HEX = "0123456789ABCDEF";
    private static final String UNRESERVED = "-._~";

    private PercentCoding() {}

    /** Null when a percent sign is not followed by two hex digits. A plus sign stays a plus sign. */
    static @Nullable String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] != '%') {
                out.write(in[i]);
                continue;
            }
            int high = i + 2 < in.length ? Character.digit((char) in[i + 1], 16) : -1;
            int low = i + 2 < in.length ? Character.digit((char) in[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                return null;
            }
            out.write(high << 4 | low);
            i += 2;
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    static String encode(String text) {
        var out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
            if (plain || UNRESERVED.indexOf(b) >= 0) {
                out.append((char) b);
            } else {
                out.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
            }
        }
        return out.toString();
    }
}
