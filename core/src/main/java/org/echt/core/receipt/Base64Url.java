package org.echt.core.receipt;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.echt.core.tlog.Hash;
import org.echt.core.tlog.MalformedException;

/** Bytes as base64url without padding (RFC 4648, 5), in the one spelling: unused bits are zero. */
final class Base64Url {
    private Base64Url() {}

    static String write(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @param what named in the error */
    static byte[] read(String text, String what) throws MalformedException {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1));
            if (write(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            // falls through: the decoder names neither the part nor the cause in words
        }
        throw new MalformedException(what + " is not base64url without padding");
    }

    static Hash hash(String text, String what) throws MalformedException {
        byte[] bytes = read(text, what);
        if (bytes.length != Hash.BYTES) {
            throw new MalformedException(what + " has " + bytes.length + " bytes instead of " + Hash.BYTES);
        }
        return Hash.of(bytes);
    }
}
