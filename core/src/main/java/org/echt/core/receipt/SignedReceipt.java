package org.echt.core.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.echt.core.canonical.CanonicalJson;
import org.echt.core.canonical.NotCanonicalException;
import org.echt.core.canonical.Value;
import org.echt.core.tlog.MalformedException;

/** A receipt with the signature of its group, in either form. A claim until a {@link ReceiptVerifier} says otherwise. */
public final class SignedReceipt {
    /** The most characters of either form that are looked at. */
    public static final int MAX_CHARS = 65_536;

    private static final String FORMAT = "ECHT-R1";
    private static final String START = FORMAT + ".";

    private final Receipt receipt;
    private final byte[] bytes;
    private final GroupProof group;

    /** @param bytes of the receipt; not copied */
    SignedReceipt(Receipt receipt, byte[] bytes, GroupProof group) {
        this.receipt = receipt;
        this.bytes = bytes;
        this.group = group;
    }

    /** What it claims. */
    public Receipt receipt() {
        return receipt;
    }

    GroupProof group() {
        return group;
    }

    /** The form for copying: {@code ECHT-R1.}, two parts of base64url with a dot between. */
    public String text() {
        return START + Base64Url.write(bytes) + "." + Base64Url.write(group.bytes());
    }

    /** The form for reading: canonical JSON. */
    public byte[] json() {
        return CanonicalJson.write(Value.object()
                .put("format", FORMAT)
                .put("group", group.value())
                .put("receipt", receipt.value())
                .build());
    }

    /** Reads either form. White space around and between is ignored, as copying and printing bring it in. */
    public static SignedReceipt parse(String text) throws MalformedException {
        if (text.length() > MAX_CHARS) {
            throw new MalformedException("receipt has " + text.length() + " characters; the limit is " + MAX_CHARS);
        }
        var bare = Blanks.strip(text);
        return bare.startsWith("{") ? json(bare) : compact(bare);
    }

    private static SignedReceipt compact(String text) throws MalformedException {
        if (!text.startsWith(START)) {
            throw new MalformedException("text does not begin with " + START + " and is no JSON object");
        }
        var parts = text.substring(START.length()).split("\\.", -1);
        if (parts.length != 2) {
            throw new MalformedException("text has " + parts.length + " parts behind " + START + " instead of 2");
        }
        byte[] bytes = Base64Url.read(parts[0], "receipt");
        return new SignedReceipt(Receipt.parse(bytes), bytes, GroupProof.parse(Base64Url.read(parts[1], "group")));
    }

    private static SignedReceipt json(String text) throws MalformedException {
        try {
            var in = new Fields(CanonicalJson.readObject(text.getBytes(UTF_8)), "");
            in.require("format", FORMAT);
            var receipt = Receipt.read(in.object("receipt"));
            var signed = new SignedReceipt(receipt, receipt.bytes(), GroupProof.read(in.object("group")));
            in.done();
            return signed;
        } catch (NotCanonicalException e) {
            throw new MalformedException("JSON, " + e.getMessage());
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedReceipt that && receipt.equals(that.receipt) && group.equals(that.group);
    }

    @Override
    public int hashCode() {
        return receipt.hashCode();
    }

    /** Only the reference: a receipt belongs to whoever asked. */
    @Override
    public String toString() {
        return "SignedReceipt of " + receipt.says().check();
    }
}
