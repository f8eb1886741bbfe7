package org.echt.app.boot;

import java.util.Optional;
import org.echt.app.link.ProofIntake;
import org.echt.core.notice.StoredPicture;
import org.echt.core.recall.ProofDesk;
import org.echt.core.recall.ProofDesk.Claim;
import org.echt.core.recall.ProofDesk.Received;
import org.echt.core.recall.ProofDesk.Standing;
import org.echt.core.serial.AuthenticCode;
import org.echt.core.verify.Verdict;

/** Takes customers' proofs in for the codes that were issued. */
record SentProofs(IssuedItems items, ProofDesk desk) implements ProofIntake.Box {
    @Override
    public Optional<Received> put(ProofIntake.Sent sent, StoredPicture picture) {
        return items.authentic(sent.code())
                .map(code ->
                        desk.submit(new Claim(sent.recall(), code, sent.kind(), sent.day()), picture, this::standing));
    }

    private Standing standing(String recall, AuthenticCode code) {
        return items.verifier().safety(code).recalls().stream()
                .filter(concern -> concern.recall().equals(recall))
                .findFirst()
                .map(concern -> standing(concern.answer()))
                .orElse(Standing.UNCONCERNED);
    }

    private static Standing standing(Verdict.Answer answer) {
        return switch (answer) {
            case AFFECTED, POSSIBLY_AFFECTED -> Standing.CONCERNED;
            case REMEDIED -> Standing.REMEDIED;
            case UNKNOWN, NOT_AFFECTED -> Standing.UNCONCERNED;
        };
    }
}
