package org.echt.core.tlog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A file that proves offline that an entry was logged (C2SP tlog-proof): a claim until {@link #verify} trusts it.
 * Immutable.
 *
 * @param extra base64 of further data that nothing vouches for; empty when there are none
 * @param index the entry's place, from 0
 * @param path the inclusion proof
 * @param checkpoint the signed checkpoint of the tree
 */
public record TlogProof(String extra, long index, List<Hash> path, SignedCheckpoint checkpoint) {
    private static final String FIRST = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";

    /** @throws IllegalArgumentException when the file would not be read back */
    public TlogProof {
        path = List.copyOf(path);
        if (index < 0 || path.size() > Lines.MAX_PATH) {
            throw new IllegalArgumentException("a proof has an index from 0 and at most " + Lines.MAX_PATH
                    + " hashes, not " + index + " and " + path.size());
        }
        try {
            Base64Text.decode(extra, "extra");
        } catch (MalformedException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    public TlogProof(Inclusion inclusion, SignedCheckpoint checkpoint) {
        this("", inclusion.index(), inclusion.path(), checkpoint);
        if (inclusion.size() != checkpoint.checkpoint().size()) {
            throw new IllegalArgumentException("the proof is for a tree of " + inclusion.size()
                    + " entries, the checkpoint for " + checkpoint.checkpoint().size());
        }
    }

    public static TlogProof parse(byte[] bytes) throws MalformedException {
        var lines = new Lines(Lines.text(bytes, "proof"), "proof");
        if (!lines.next().equals(FIRST)) {
            throw new MalformedException("proof does not begin with \"" + FIRST + "\"");
        }
        String line = lines.next();
        String extra = "";
        if (line.startsWith(EXTRA)) {
            extra = line.substring(EXTRA.length());
            if (Base64Text.decode(extra, "extra").length == 0) {
                throw new MalformedException("proof has a line for extra data and none on it");
            }
            line = lines.next();
        }
        long index = Lines.decimal(Lines.after("index", line), "index");
        var path = path(lines);
        return new TlogProof(extra, index, path, SignedCheckpoint.of(Note.parse(lines.rest())));
    }

    /** Hashes up to the empty line. */
    static List<Hash> path(Lines lines) throws MalformedException {
        var path = new ArrayList<Hash>();
        for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
            if (path.size() == Lines.MAX_PATH) {
                throw new MalformedException("proof has more than " + Lines.MAX_PATH + " hashes");
            }
            path.add(Hash.ofBase64(line));
        }
        return path;
    }

    /** The same proof with data that nothing vouches for. */
    public TlogProof withExtra(byte[] data) {
        return new TlogProof(Base64.getEncoder().encodeToString(data), index, path, checkpoint);
    }

    public Inclusion inclusion() {
        return new Inclusion(index, checkpoint.checkpoint().size(), path);
    }

    /**
     * Whether the entry with this hash stands in a log the policy trusts. Never throws, whatever the proof.
     *
     * @param leaf hash of the entry ({@link LogEntry#hash}, {@link Hash#leaf})
     */
    public Trust verify(Hash leaf, Policy policy) {
        return switch (policy.check(checkpoint)) {
            case Trust.Refused refused -> refused;
            case Trust.Trusted trusted ->
                inclusion().verify(leaf, trusted.checkpoint().root())
                        ? trusted
                        : new Trust.Refused(
                                Trust.Reason.NOT_INCLUDED,
                                "entry at " + index + " of "
                                        + trusted.checkpoint().size());
        };
    }

    public byte[] bytes() {
        var out = new StringBuilder(FIRST + "\n");
        if (!extra.isEmpty()) {
            out.append(EXTRA).append(extra).append('\n');
        }
        out.append("index ").append(index).append('\n');
        path.forEach(hash -> out.append(hash.base64()).append('\n'));
        out.append('\n').append(new String(checkpoint.bytes(), StandardCharsets.UTF_8));
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }
}
