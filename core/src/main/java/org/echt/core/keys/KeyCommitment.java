package org.echt.core.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.ProviderException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Fixes a code key without showing it, also one that nobody can read (spec/serial-code.md, "Key commitment"): whoever
 * has the key, or a session with its token, can see that it is the one that was committed to.
 *
 * @param nonce 64 hex digits
 * @param hash 64 hex digits
 */
public record KeyCommitment(String nonce, String hash) {
    /** Bytes of a nonce. */
    public static final int NONCE = 32;

    private static final byte[] NAME = "E1-key-commit".getBytes(StandardCharsets.US_ASCII);
    private static final int AES_BYTES = 16;
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    public KeyCommitment {
        if (!HEX.matcher(nonce).matches() || !HEX.matcher(hash).matches()) {
            throw new IllegalArgumentException("a key commitment is two times 64 hex digits with a colon between them");
        }
    }

    /**
     * Commits to {@code key}.
     *
     * @param nonce 32 bytes of chance; may become known
     * @throws IllegalStateException when the key does not answer
     */
    public static KeyCommitment of(CodeKey key, byte[] nonce) {
        if (nonce.length != NONCE) {
            throw new IllegalArgumentException("nonce has " + nonce.length + " bytes instead of " + NONCE);
        }
        var hash = sha256();
        hash.update(NAME);
        hash.update(nonce);
        hash.update(checkValue(key));
        return new KeyCommitment(HexFormat.of().formatHex(nonce), HexFormat.of().formatHex(hash.digest()));
    }

    /** Reads what {@link #text} writes. */
    public static KeyCommitment parse(String text) {
        int colon = text.indexOf(':');
        return new KeyCommitment(text.substring(0, Math.max(colon, 0)), text.substring(colon + 1));
    }

    /** True when {@code key} is the key committed to; throws {@link IllegalStateException} when it does not answer. */
    public boolean holds(CodeKey key) {
        return of(key, HexFormat.of().parseHex(nonce)).equals(this);
    }

    /** Nonce, colon, hash. */
    public String text() {
        return nonce + ":" + hash;
    }

    /** Two blocks under the key: of one alone, two keys with the same value could be found by some 2^64 tries. */
    private static byte[] checkValue(CodeKey key) {
        byte[] blocks = new byte[2 * AES_BYTES];
        for (int i = 0; i < 2; i++) {
            System.arraycopy(NAME, 0, blocks, AES_BYTES * i, NAME.length);
            blocks[AES_BYTES * (i + 1) - 1] = (byte) i;
        }
        try {
            return key.encryptor().doFinal(blocks);
        } catch (GeneralSecurityException | ProviderException e) {
            throw new IllegalStateException("the key does not answer", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return text();
    }
}
