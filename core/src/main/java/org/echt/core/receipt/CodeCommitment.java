package org.echt.core.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.random.RandomGenerator;
import org.echt.core.canonical.ObjectBuilder;
import org.echt.core.canonical.Value;
import org.echt.core.serial.CodeReader;
import org.echt.core.serial.Reading;
import org.echt.core.tlog.Hash;
import org.echt.core.tlog.MalformedException;

/**
 * About which code a receipt is, without telling it. Whoever knows the code can show that it is the one; who has only the
 * receipt would have to try 2^60 codes or more, for each receipt anew, because each has a nonce of its own.
 *
 * @param nonce 16 random bytes, as base64url
 */
public record CodeCommitment(String nonce, Hash hash) {
    private static final int NONCE = 16;
    private static final byte[] LABEL = "echt-receipt-code/v1\n".getBytes(UTF_8);

    public CodeCommitment {
        nonce(nonce);
    }

    /**
     * Commits to what was asked for.
     *
     * @param asked the text as it came: a code however spelled, or anything else
     * @param random must be unpredictable
     */
    public static CodeCommitment of(String asked, RandomGenerator random) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        return new CodeCommitment(Base64Url.write(nonce), hash(nonce, asked));
    }

    /** Whether it was this that was asked for; codes may be spelled differently. */
    public boolean opens(String asked) {
        return hash(nonceBytes(), asked).equals(hash);
    }

    private static Hash hash(byte[] nonce, String asked) {
        var text = CodeReader.read(asked) instanceof Reading.Read read
                ? read.code().text()
                : asked;
        return Hash.sha256(LABEL, nonce, text.getBytes(UTF_8));
    }

    byte[] nonceBytes() {
        return nonce(nonce);
    }

    private static byte[] nonce(String text) {
        try {
            byte[] nonce = Base64Url.read(text, "nonce");
            if (nonce.length == NONCE) {
                return nonce;
            }
            throw new IllegalArgumentException("nonce has " + nonce.length + " bytes instead of " + NONCE);
        } catch (MalformedException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    ObjectBuilder write() {
        return Value.object().put("commitment", Base64Url.write(hash.bytes())).put("nonce", nonce);
    }

    static CodeCommitment read(Fields in) throws MalformedException {
        var code = new CodeCommitment(in.text("nonce"), Base64Url.hash(in.text("commitment"), in.path("commitment")));
        in.done();
        return code;
    }
}
