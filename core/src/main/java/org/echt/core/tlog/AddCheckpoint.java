package org.echt.core.tlog;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a log asks of a witness (C2SP tlog-witness, add-checkpoint): to cosign a checkpoint that only grew from the one it
 * cosigned last. Immutable.
 *
 * @param oldSize size of the checkpoint the witness cosigned last; 0 when it knows none
 * @param path consistency proof from the old size; empty when the old size is 0
 */
public record AddCheckpoint(long oldSize, List<Hash> path, SignedCheckpoint checkpoint) {
    /** What the body of an answer 409 is. */
    public static final String SIZE_TYPE = "text/x.tlog.size";

    /** @throws IllegalArgumentException when the request would be refused as malformed */
    public AddCheckpoint {
        path = List.copyOf(path);
        long size = checkpoint.checkpoint().size();
        if (oldSize < 0 || oldSize > size || path.size() > Lines.MAX_PATH || (oldSize == 0 && !path.isEmpty())) {
            throw new IllegalArgumentException(
                    "no request grows from " + oldSize + " to " + size + " entries with " + path.size() + " hashes");
        }
    }

    /** Reads the body of a request. */
    public static AddCheckpoint parse(byte[] body) throws MalformedException {
        var lines = new Lines(Lines.text(body, "request"), "request");
        long oldSize = Lines.decimal(Lines.after("old", lines.next()), "old size");
        var path = TlogProof.path(lines);
        var checkpoint = SignedCheckpoint.of(Note.parse(lines.rest()));
        try {
            return new AddCheckpoint(oldSize, path, checkpoint);
        } catch (IllegalArgumentException e) {
            throw new MalformedException(String.valueOf(e.getMessage()));
        }
    }

    /** The body of the request. */
    public byte[] body() {
        var out = new StringBuilder("old " + oldSize + "\n");
        path.forEach(hash -> out.append(hash.base64()).append('\n'));
        out.append('\n').append(new String(checkpoint.bytes(), StandardCharsets.UTF_8));
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Whether the tree only grew from the one whose root the witness cosigned last. From nothing every tree grows, so with
     * an old size of 0 the witness trusts the log for the first time.
     *
     * @param oldRoot root at {@link #oldSize}
     */
    public boolean grows(Hash oldRoot) {
        var newer = checkpoint.checkpoint();
        return oldSize == 0
                ? oldRoot.equals(Hash.EMPTY_ROOT)
                : new Consistency(oldSize, newer.size(), path).verify(oldRoot, newer.root());
    }

    /** Reads the body of an answer 200: claims, until keys of the policy verify them. */
    public static List<SignatureLine> parseCosignatures(byte[] body) throws MalformedException {
        var lines = Note.signatures(Lines.text(body, "answer"));
        if (lines.isEmpty()) {
            throw new MalformedException("answer has no cosignature");
        }
        return lines;
    }

    /** The body of an answer 200. */
    public static byte[] cosignatures(List<SignatureLine> lines) {
        var out = new StringBuilder();
        lines.forEach(line -> out.append(line.line()));
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the body of an answer 409 of type {@value #SIZE_TYPE}: the size the witness cosigned last. */
    public static long parseSize(byte[] body) throws MalformedException {
        var lines = new Lines(Lines.text(body, "answer"), "answer");
        long size = Lines.decimal(lines.next(), "size");
        if (lines.hasNext()) {
            throw new MalformedException("answer has more than the size");
        }
        return size;
    }

    /** The body of an answer 409. */
    public static byte[] size(long size) {
        return (size + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
