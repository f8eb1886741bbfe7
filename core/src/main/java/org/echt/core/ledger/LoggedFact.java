package org.echt.core.ledger;

import org.echt.core.audit.AuditEntry;
import org.echt.core.canonical.CanonicalJson;
import org.echt.core.canonical.Value;
import org.echt.core.keys.SecretBytes;
import org.echt.core.tlog.Commitment;
import org.echt.core.tlog.LogEntry;

/** What the log holds of something done: what kind it was, when, some of it openly, and a salted commitment to all of it (spec/log.md, "Facts"). */
public final class LoggedFact {
    private LoggedFact() {}

    /** @param salt {@value Commitment#SALT} bytes of chance, for this entry alone */
    public static LogEntry of(AuditEntry done, byte[] salt) {
        return LogEntry.of(
                done.action(),
                done.at(),
                Value.object()
                        .put("commitment", commitment(done, salt).hash().base64())
                        .put("facts", done.facts())
                        .build());
    }

    /** To the whole entry. */
    public static Commitment commitment(AuditEntry done, byte[] salt) {
        return Commitment.of(SecretBytes.copyOf(salt), CanonicalJson.write(done.canonical()));
    }
}
