package org.echt.core.dossier;

import java.util.List;
import java.util.Map;
import org.echt.core.evidence.Profile;
import org.echt.core.tlog.SignedCheckpoint;
import org.echt.core.tlog.VerifierKey;

/** Makes the pages of a dossier. Thread-safe. */
@FunctionalInterface
public interface Printer {
    /**
     * The pages of one copy as PDF: same facts, same bytes. They say everything the sections of that copy say and nothing
     * of those it leaves out.
     *
     * @param digests SHA-256 of the files of proof the copy carries, by name, in hexadecimal digits
     */
    byte[] print(Draft draft, Profile profile, Map<String, String> digests);

    /**
     * A dossier before it is logged.
     *
     * @param made its id and times
     * @param before earlier dossiers about the same item
     * @param issuer whose it is
     * @param checkpoint where the log stood when it was made
     * @param log key of the log
     * @param isStamped whether an authority's time-stamp will be in the signature of the pages
     */
    record Draft(
            DossierStore.Made made,
            Question question,
            Facts facts,
            List<DossierStore.Made> before,
            String issuer,
            SignedCheckpoint checkpoint,
            VerifierKey log,
            boolean isStamped) {
        public Draft {
            before = List.copyOf(before);
        }
    }
}
