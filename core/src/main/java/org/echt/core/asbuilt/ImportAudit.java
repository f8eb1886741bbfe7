package org.echt.core.asbuilt;

import java.time.Instant;
import org.echt.core.audit.AuditEntry;
import org.echt.core.canonical.Value;

/** What the audit log says of imports: the file and how many rows, never a code. The job keeps the rejected lines. */
public final class ImportAudit {
    private ImportAudit() {}

    /**
     * Somebody began an import or took it up.
     *
     * @param before the job before their first chunk
     * @param by who
     * @param at when
     */
    public static AuditEntry begun(ImportJob before, String by, Instant at) {
        boolean isNew = before.doneLines() == 0 && before.doneBytes() == 0;
        return new AuditEntry(
                at,
                by,
                isNew ? "import.started" : "import.resumed",
                before.file().name(),
                isNew ? "" : described(before),
                described(before.file()),
                "");
    }

    /**
     * The whole file is taken in.
     *
     * @param after the job, done
     * @param at when
     */
    public static AuditEntry finished(ImportJob after, String by, Instant at) {
        return new AuditEntry(
                at,
                by,
                "import.finished",
                after.file().name(),
                "",
                described(after.file()) + "; " + described(after),
                "",
                facts(after));
    }

    private static Value.Members facts(ImportJob job) {
        var counts = job.counts();
        return Value.object()
                .put("added", counts.added())
                .put("bytes", job.file().bytes())
                .put("ended", counts.closed())
                .put("known", counts.same())
                .put("rejected", counts.rejected())
                .put("sha256", job.file().contentHash())
                .build();
    }

    private static String described(ImportFile file) {
        return file.bytes() + " bytes, SHA-256 " + file.contentHash();
    }

    private static String described(ImportJob job) {
        var counts = job.counts();
        return "rows added " + counts.added() + ", ended " + counts.closed() + ", known before " + counts.same()
                + ", rejected " + counts.rejected();
    }
}
