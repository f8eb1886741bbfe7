package org.echt.core.receipt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.echt.core.canonical.Value;
import org.echt.core.tlog.Hash;
import org.echt.core.tlog.Inclusion;
import org.echt.core.tlog.MalformedException;

/**
 * Where a receipt stands in its group, and the group's signature. A claim until it is verified.
 *
 * @param place index, size and path; the size is 1 to {@value #MAX_SIZE}, the index below it
 * @param signature 64 bytes, as base64url
 */
record GroupProof(Inclusion place, Hash root, String signature) {
    static final int MAX_SIZE = 65_536;
    static final int SIGNATURE = 64;

    private static final int FIXED = 2 * Integer.BYTES + Hash.BYTES + SIGNATURE;
    private static final int LONGEST_PATH = 32;

    /** What is signed for a group. */
    static byte[] message(String issuer, int key, long size, Hash root) {
        return ("echt-receipts/v1\n" + issuer + "\n" + key + "\n" + size + "\n" + Base64Url.write(root.bytes()) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        var out = ByteBuffer.allocate(FIXED + place.path().size() * Hash.BYTES)
                .putInt((int) place.index())
                .putInt((int) place.size())
                .put(root.bytes())
                .put(signatureBytes());
        place.path().forEach(hash -> out.put(hash.bytes()));
        return out.array();
    }

    byte[] signatureBytes() {
        try {
            return Base64Url.read(signature, "signature");
        } catch (MalformedException e) {
            throw new IllegalStateException("a signature was not read before it was kept", e);
        }
    }

    static GroupProof parse(byte[] bytes) throws MalformedException {
        if (bytes.length < FIXED || (bytes.length - FIXED) % Hash.BYTES != 0) {
            throw new MalformedException("group has " + bytes.length + " bytes, which is no whole number of hashes");
        }
        var in = ByteBuffer.wrap(bytes);
        int index = in.getInt();
        int size = in.getInt();
        var root = hash(in);
        var signature = new byte[SIGNATURE];
        in.get(signature);
        var path = new ArrayList<Hash>();
        while (in.hasRemaining()) {
            path.add(hash(in));
        }
        return of(index, size, path, root, signature);
    }

    private static Hash hash(ByteBuffer in) {
        var bytes = new byte[Hash.BYTES];
        in.get(bytes);
        return Hash.of(bytes);
    }

    private static GroupProof of(long index, long size, List<Hash> path, Hash root, byte[] signature)
            throws MalformedException {
        if (size < 1 || size > MAX_SIZE || index < 0 || index >= size) {
            throw new MalformedException("group: index " + index + " of " + size + "; groups have 1 to " + MAX_SIZE);
        }
        if (path.size() > LONGEST_PATH || signature.length != SIGNATURE) {
            throw new MalformedException("group: path or signature have not the length they must have");
        }
        return new GroupProof(new Inclusion(index, size, path), root, Base64Url.write(signature));
    }

    Value.Members value() {
        return Value.object()
                .put("index", place.index())
                .put("size", place.size())
                .put("root", Base64Url.write(root.bytes()))
                .put("signature", signature)
                .put(
                        "path",
                        place.path().stream()
                                .map(hash -> Value.text(Base64Url.write(hash.bytes())))
                                .toList())
                .build();
    }

    static GroupProof read(Fields in) throws MalformedException {
        var path = new ArrayList<Hash>();
        for (var hash : in.texts("path")) {
            path.add(Base64Url.hash(hash, in.path("path")));
        }
        var proof = of(
                in.whole("index"),
                in.whole("size"),
                path,
                Base64Url.hash(in.text("root"), in.path("root")),
                Base64Url.read(in.text("signature"), in.path("signature")));
        in.done();
        return proof;
    }
}
