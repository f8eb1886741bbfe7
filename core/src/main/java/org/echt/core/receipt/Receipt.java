package org.echt.core.receipt;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.echt.core.canonical.CanonicalJson;
import org.echt.core.canonical.NotCanonicalException;
import org.echt.core.canonical.Value;
import org.echt.core.tlog.Hash;
import org.echt.core.tlog.MalformedException;

/**
 * A statement and in whose name it is made; proves nothing until it is signed (spec/receipt.md). Immutable.
 *
 * @param issuer name of the issuer, as in the key store
 * @param key version of the key that signs, from 1
 */
public record Receipt(String issuer, int key, Statement says) {
    /** The most bytes of a receipt. */
    public static final int MAX_BYTES = 16_384;

    private static final long VERSION = 1;
    private static final Pattern ISSUER = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");

    public Receipt {
        requireIssuer(issuer);
        if (key < 1) {
            throw new IllegalArgumentException("versions of keys count from 1, not from " + key);
        }
    }

    static void requireIssuer(String issuer) {
        if (!ISSUER.matcher(issuer).matches()) {
            throw new IllegalArgumentException(
                    "issuer is not 1 to 63 lower-case letters, digits, dots and dashes, the first no dot or dash");
        }
    }

    /** Its members. */
    public Value.Members value() {
        return Value.object()
                .put("version", VERSION)
                .put("issuer", issuer)
                .put("key", key)
                .put("check", says.check())
                .put("at", says.at().toString())
                .put("dataVersion", says.dataVersion())
                .put("answer", says.answer().write())
                .put("text", says.text().write())
                .put("code", says.code().write())
                .build();
    }

    /**
     * Canonical JSON: what is hashed.
     *
     * @throws IllegalArgumentException when it has more than {@value #MAX_BYTES} bytes
     */
    public byte[] bytes() {
        byte[] bytes = CanonicalJson.write(value());
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("receipt has " + bytes.length + " bytes; the limit is " + MAX_BYTES);
        }
        return bytes;
    }

    Hash leaf() {
        return Hash.leaf(bytes());
    }

    /** The receipt of which these are the {@link #bytes}. */
    public static Receipt parse(byte[] bytes) throws MalformedException {
        if (bytes.length > MAX_BYTES) {
            throw new MalformedException("receipt has " + bytes.length + " bytes; the limit is " + MAX_BYTES);
        }
        try {
            return read(new Fields(CanonicalJson.readObject(bytes), "receipt"));
        } catch (NotCanonicalException e) {
            throw new MalformedException("receipt, " + e.getMessage());
        }
    }

    static Receipt read(Fields in) throws MalformedException {
        try {
            if (in.whole("version") != VERSION) {
                throw new MalformedException(in.path("version") + " is not " + VERSION);
            }
            var receipt = new Receipt(in.text("issuer"), in.number("key"), statement(in));
            in.done();
            return receipt;
        } catch (IllegalArgumentException e) {
            throw new MalformedException("receipt: " + e.getMessage());
        }
    }

    private static Statement statement(Fields in) throws MalformedException {
        return new Statement(
                in.text("check"),
                instant(in, "at"),
                in.whole("dataVersion"),
                ToldReader.read(in.object("answer")),
                TextMark.read(in.object("text")),
                CodeCommitment.read(in.object("code")));
    }

    /** The one spelling: as {@link Instant#toString} writes it. */
    static Instant instant(Fields in, String name) throws MalformedException {
        var text = in.text(name);
        try {
            var instant = Instant.parse(text);
            if (instant.toString().equals(text)) {
                return instant;
            }
        } catch (DateTimeException _) {
            // falls through: the cause would quote the text
        }
        throw new MalformedException(in.path(name) + " is not an instant like 2026-11-29T17:15:00.123Z");
    }
}
