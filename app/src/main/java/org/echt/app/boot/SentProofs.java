package org.echt.app.boot;

import java.util.Optional;
import java.util.function.Supplier;
import org.echt.app.link.ProofIntake;
import org.echt.core.notice.StoredPicture;
import org.echt.core.recall.ProofDesk;
import org.echt.core.recall.ProofDesk.Claim;
import org.echt.core.recall.ProofDesk.Received;
import org.echt.core.recall.ProofDesk.Standing;
import org.echt.core.serial.AuthenticCode;
import org.echt.core.serial.Authentication;
import org.echt.core.serial.CodeReader;
import org.echt.core.serial.Reading;
import org.echt.core.verify.Catalogue;
import org.echt.core.verify.Verdict;
import org.echt.core.verify.Verifier;

/** Takes customers' proofs in for the codes that were issued. */
record SentProofs(Supplier<Catalogue> catalogue, Verifier verifier, ProofDesk desk) implements ProofIntake.Box {
    @Override
    public Optional<Received> put(ProofIntake.Sent sent, StoredPicture picture) {
        return authentic(sent.code())
                .map(code ->
                        desk.submit(new Claim(sent.recall(), code, sent.kind(), sent.day()), picture, this::standing));
    }

    private Optional<AuthenticCode> authentic(String text) {
        return CodeReader.read(text) instanceof Reading.Read read
                        && catalogue.get().authenticator().authenticate(read.code())
                                instanceof Authentication.Authentic(var code)
                ? Optional.of(code)
                : Optional.empty();
    }

    private Standing standing(String recall, AuthenticCode code) {
        return verifier.safety(code).recalls().stream()
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
