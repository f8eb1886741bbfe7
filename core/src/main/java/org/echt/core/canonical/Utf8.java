package org.echt.core.canonical;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Strict decoding: no overlong forms, no surrogates, nothing replaced. */
final class Utf8 {
    private Utf8() {}

    static String strict(byte[] bytes) throws NotCanonicalException {
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length);
        var result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, true);
        if (result.isError()) {
            throw new NotCanonicalException(in.position(), "not UTF-8");
        }
        return out.flip().toString();
    }
}
