package org.echt.app.link;

import java.time.LocalDate;
import java.util.Optional;
import org.echt.core.notice.RemedyKind;
import org.echt.core.notice.StoredPicture;
import org.echt.core.recall.ProofDesk.Received;

/**
 * Where the proofs of customers go.
 *
 * @param maker makes their pictures anew
 * @param box takes them in
 */
public record ProofIntake(PictureMaker maker, Box box) {
    /** Takes proofs in. Thread-safe; may throw {@code StoreUnavailableException}. */
    @FunctionalInterface
    public interface Box {
        /** Empty when the code cannot be read or was never issued. */
        Optional<Received> put(Sent sent, StoredPicture picture);
    }

    /**
     * What a customer filled in.
     *
     * @param recall id of the recall
     * @param code as it was typed
     * @param kind what was done
     * @param day when
     */
    public record Sent(String recall, String code, RemedyKind kind, LocalDate day) {}
}
