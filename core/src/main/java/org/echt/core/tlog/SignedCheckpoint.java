package org.echt.core.tlog;

import java.util.ArrayList;
import java.util.List;

/**
 * A checkpoint and its signatures: a claim until {@link Policy#check} trusts it. Immutable.
 *
 * @param signatures one or more, by the log and by its witnesses
 */
public record SignedCheckpoint(Checkpoint checkpoint, List<SignatureLine> signatures) {
    /** @throws IllegalArgumentException when there is no signature, or more than {@link Note#MAX_SIGNATURES} */
    public SignedCheckpoint {
        signatures = new Note(checkpoint.text(), signatures).signatures();
    }

    public static SignedCheckpoint parse(byte[] bytes) throws MalformedException {
        return of(Note.parse(bytes));
    }

    static SignedCheckpoint of(Note note) throws MalformedException {
        return new SignedCheckpoint(Checkpoint.parse(note.text()), note.signatures());
    }

    /** The same checkpoint with more signatures; those it has already are not repeated. */
    public SignedCheckpoint with(List<SignatureLine> more) {
        var all = new ArrayList<>(signatures);
        more.stream().filter(line -> !all.contains(line)).forEach(all::add);
        return new SignedCheckpoint(checkpoint, all);
    }

    /** What a log serves as {@code checkpoint}. */
    public byte[] bytes() {
        return new Note(checkpoint.text(), signatures).bytes();
    }
}
