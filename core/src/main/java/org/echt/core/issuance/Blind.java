package org.echt.core.issuance;

import java.util.HexFormat;

/**
 * What is hashed together with a code, so that nobody can try codes against the leaf.
 *
 * @param hex 16 bytes as 32 lower-case hexadecimal digits
 */
public record Blind(String hex) {
    public Blind {
        if (!hex.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("a blind has 32 lower-case hexadecimal digits, not " + hex.length()
                    + " characters of something else");
        }
    }

    static Blind of(byte[] bytes) {
        return new Blind(HexFormat.of().formatHex(bytes));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
