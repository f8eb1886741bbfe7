package org.echt.core.issuance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.echt.core.canonical.CanonicalJson;
import org.echt.core.canonical.NotCanonicalException;
import org.echt.core.canonical.Value;
import org.echt.core.serial.SerialCode;
import org.echt.core.tlog.Hash;
import org.echt.core.tlog.Inclusion;
import org.echt.core.tlog.MalformedException;

/**
 * That a code was among the codes of a batch when the batch's root was put into the log (spec/issuance.md): a claim until
 * {@link #verify} says true. Verified without any key. It proves nothing about the item a code is read from: codes can be
 * copied. Immutable.
 *
 * @param code the code
 * @param batch number of the batch; to be compared with the log entry that holds the root
 * @param count codes of the batch; to be compared with it as well
 * @param index place of the code among them, from 0
 * @param blind what is hashed together with the code
 * @param path the hashes beside the way to the root, the leaf's sibling first
 */
public record IssuanceProof(SerialCode code, int batch, long count, long index, Blind blind, List<Hash> path) {
    private static final String FORMAT = "echt-issuance-1";
    private static final Set<String> MEMBERS = Set.of("batch", "blind", "code", "count", "format", "index", "path");

    public IssuanceProof {
        path = List.copyOf(path);
        if (batch < 0 || index < 0 || index >= count) {
            throw new IllegalArgumentException(
                    "no proof for index " + index + " of the " + count + " codes of batch " + batch);
        }
    }

    /** Whether the code is in the one tree of {@link #count} codes that has this root. */
    public boolean verify(Hash root) {
        byte[] text = code.text().getBytes(StandardCharsets.US_ASCII);
        var leaf = Hash.sha256(new byte[] {0}, blind.bytes(), text);
        return new Inclusion(index, count, path).verify(leaf, root);
    }

    /** Canonical JSON. */
    public byte[] json() {
        return CanonicalJson.write(Value.object()
                .put("format", FORMAT)
                .put("code", code.text())
                .put("batch", batch)
                .put("count", count)
                .put("index", index)
                .put("blind", blind.hex())
                .put("path", path.stream().map(hash -> Value.text(hash.hex())).toList())
                .build());
    }

    /**
     * Reads what {@link #json} wrote.
     *
     * @throws MalformedException for anything else
     */
    public static IssuanceProof read(byte[] json) throws MalformedException {
        try {
            var proof = CanonicalJson.readObject(json);
            if (!proof.all().keySet().equals(MEMBERS)
                    || !proof.text("format").orElse("").equals(FORMAT)) {
                throw new MalformedException("no proof of issuance: its members are not those of " + FORMAT);
            }
            return new IssuanceProof(
                    new SerialCode(proof.text("code").orElse("")),
                    Math.toIntExact(proof.whole("batch").orElse(-1)),
                    proof.whole("count").orElse(-1),
                    proof.whole("index").orElse(-1),
                    new Blind(proof.text("blind").orElse("")),
                    hashes(proof.array("path").orElse(List.of())));
        } catch (NotCanonicalException | IllegalArgumentException | ArithmeticException e) {
            throw new MalformedException("no proof of issuance: " + e.getMessage());
        }
    }

    private static List<Hash> hashes(List<Value> path) throws MalformedException {
        var hashes = new ArrayList<Hash>();
        for (var step : path) {
            hashes.add(Hash.ofHex(step instanceof Value.Text(String hex) ? hex : ""));
        }
        return hashes;
    }

    /** The code masked. */
    @Override
    public String toString() {
        return "proof that " + code.masked() + " is code " + index + " of batch " + batch;
    }
}
