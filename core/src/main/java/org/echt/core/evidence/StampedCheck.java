package org.echt.core.evidence;

import java.util.Map;
import java.util.Optional;
import org.echt.core.tlog.MalformedException;
import org.echt.core.tlog.Policy;
import org.echt.core.tlog.SignedCheckpoint;
import org.echt.core.tlog.Trust;

/** Whether the checkpoint that bears an authority's time-stamp is the log's, and covers the batch's entry. */
final class StampedCheck {
    private static final String NOTE = Dossier.PROOFS + "batch-stamp.note";

    private StampedCheck() {}

    /** @param place of the batch's entry in the log */
    static Optional<Claim> of(Map<String, byte[]> files, Policy log, long place) throws MalformedException {
        var note = files.get(NOTE);
        if (note == null) {
            return Optional.empty();
        }
        var what = "stamped checkpoint";
        return Optional.of(
                switch (log.check(SignedCheckpoint.parse(note))) {
                    case Trust.Trusted(var checkpoint, var _) ->
                        place >= 0 && checkpoint.size() > place
                                ? Claim.pass(
                                        what,
                                        "of " + checkpoint.size() + " entries covers the batch's; verify the stamp:"
                                                + " openssl ts -verify -data batch-stamp.note -in batch-stamp.tst"
                                                + " -token_in -CAfile ROOT.pem")
                                : Claim.fail(what, "does not cover the batch's entry");
                    case Trust.Refused(var reason, var detail) -> Claim.fail(what, reason + ": " + detail);
                });
    }
}
