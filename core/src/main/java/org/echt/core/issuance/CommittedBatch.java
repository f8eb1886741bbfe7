package org.echt.core.issuance;

import java.time.Instant;
import org.echt.core.audit.AuditEntry;
import org.echt.core.canonical.Value;
import org.echt.core.serial.Batch;
import org.echt.core.tlog.Hash;

/**
 * A batch whose root is in the log, so that its codes may leave. Immutable once stored.
 *
 * @param batch what was issued
 * @param root root of the blinded tree over its codes (spec/issuance.md)
 * @param keyCommitment fixes the key of its slot without showing it; empty where there is none
 * @param early true when it was issued by a release that did not commit: its codes may have left before
 * @param at when it was committed
 */
public record CommittedBatch(Batch batch, Hash root, String keyCommitment, boolean early, Instant at) {
    /** How the audit log names its being committed. */
    public static final String ACTION = "batch.committed";

    /** What the log says openly: no code, nobody's data (spec/issuance.md, "Facts of a committed batch"). */
    public Value.Members facts() {
        var facts = Value.object()
                .put("batch", batch.number())
                .put("gtin", batch.gtin().digits())
                .put("lot", batch.lot())
                .put("maker", batch.maker())
                .put("count", batch.count())
                .put("length", batch.length().symbols)
                .put("slot", String.valueOf(batch.slot()))
                .put("version", batch.slotVersion())
                .put("wordList", batch.wordList())
                .put("producedOn", batch.producedOn().toString())
                .put("root", root.hex());
        if (!keyCommitment.isEmpty()) {
            facts.put("keyCommitment", keyCommitment);
        }
        if (early) {
            facts.put("early", true);
        }
        return facts.build();
    }

    /** What the audit log says of its being committed, with its facts. */
    public AuditEntry audit(String by) {
        var after = "root " + root.hex() + " of " + batch.count() + " codes"
                + (early ? ", issued by a release that did not commit" : "");
        return new AuditEntry(at, by, ACTION, object(batch.number()), "", after, "", facts());
    }

    /** How the audit log names a batch. */
    public static String object(int number) {
        return "batch " + number;
    }
}
