package org.echt.core.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.echt.core.ledger.DayProof;
import org.echt.core.tlog.LogEntry;
import org.echt.core.tlog.MalformedException;

/** Whether messages a dossier tells of are among those the log's entry of their day commits to, and about its item. */
final class SentCheck {
    private static final String MESSAGE = Dossier.PROOFS + "message-[0-9]+\\.json";
    private static final String TYPE = "message.day";

    private SentCheck() {}

    /**
     * A claim for each message.
     *
     * @param item number of the item the dossier is about; empty where it is not shown
     */
    static List<Claim> of(Map<String, byte[]> files, Map<String, LogEntry> entries, String item)
            throws MalformedException {
        var claims = new ArrayList<Claim>();
        for (var file : files.entrySet()) {
            if (file.getKey().matches(MESSAGE)) {
                var what = file.getKey().substring(Dossier.PROOFS.length());
                claims.add(claim(what, DayProof.parse(file.getValue()), entries, item));
            }
        }
        return claims;
    }

    private static Claim claim(String what, DayProof proof, Map<String, LogEntry> entries, String item) {
        var entry = entries.get("day-" + proof.day());
        if (entry == null || !proof.verify(TYPE, entry)) {
            return Claim.fail(what, "is not among what the log committed to for " + proof.day());
        }
        var record = proof.record().content();
        return record.text("item").orElse("").equals(item)
                ? Claim.pass(
                        what,
                        "was sent at " + record.text("sentAt").orElse("?") + ", as the log committed to for "
                                + proof.day())
                : Claim.fail(what, "is about another item");
    }
}
