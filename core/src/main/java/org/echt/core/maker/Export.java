package org.echt.core.maker;

import java.time.Instant;
import org.echt.core.audit.AuditEntry;
import org.echt.core.serial.Batch;

/**
 * A code file that was encrypted to a maker.
 *
 * @param batch whose codes, all of them
 * @param sha256 of the file before it was encrypted, lower-case hex
 * @param at when
 */
public record Export(Batch batch, String sha256, Instant at) {
    /** What the audit log says of it; none of the codes. */
    public AuditEntry audit(String by) {
        var told = batch.count() + " codes encrypted to " + batch.maker() + ", SHA-256 " + sha256;
        return new AuditEntry(at, by, "batch.exported", "batch " + batch.number(), "", told, "");
    }
}
