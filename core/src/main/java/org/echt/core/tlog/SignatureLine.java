package org.echt.core.tlog;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * One signature under a note (C2SP signed-note): a claim until a {@link VerifierKey} has verified it. Immutable.
 *
 * @param name the key's name
 * @param base64 key id and signature
 */
public record SignatureLine(String name, String base64) {
    private static final String DASH = "\u2014";
    private static final int ID = 4;

    /** @throws IllegalArgumentException when the line would not be read back */
    public SignatureLine {
        KeyName.checked(name);
        try {
            if (Base64Text.decode(base64, "signature").length <= ID) {
                throw new IllegalArgumentException("signature of \"" + name + "\" is empty");
            }
        } catch (MalformedException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    static SignatureLine of(String name, int keyId, byte[] signature) {
        var bytes = ByteBuffer.allocate(ID + signature.length).putInt(keyId).put(signature);
        return new SignatureLine(name, Base64.getEncoder().encodeToString(bytes.array()));
    }

    /** Reads a line without its end. */
    static SignatureLine parse(String line) throws MalformedException {
        String rest = Lines.after(DASH, line);
        int blank = rest.indexOf(' ');
        if (blank < 0) {
            throw new MalformedException("signature line \"" + Base64Text.shown(line) + "\" has no signature");
        }
        try {
            return new SignatureLine(rest.substring(0, blank), rest.substring(blank + 1));
        } catch (IllegalArgumentException e) {
            throw new MalformedException(e.getMessage() + ", in signature line \"" + Base64Text.shown(line) + "\"");
        }
    }

    /** The first four bytes, big-endian. */
    public int keyId() {
        return ByteBuffer.wrap(Base64.getDecoder().decode(base64)).getInt();
    }

    /** What follows the key id. */
    public byte[] signature() {
        byte[] bytes = Base64.getDecoder().decode(base64);
        return Arrays.copyOfRange(bytes, ID, bytes.length);
    }

    /** The line with its end. */
    String line() {
        return DASH + " " + name + " " + base64 + "\n";
    }
}
