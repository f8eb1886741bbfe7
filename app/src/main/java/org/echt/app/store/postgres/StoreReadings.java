package org.echt.app.store.postgres;

import java.time.Instant;
import java.util.Optional;
import org.echt.core.audit.AuditLog;
import org.echt.core.ledger.LedgerStore;
import org.echt.core.verify.CatalogueStore;

/**
 * The stores that somebody who only looks needs: nothing is started, and nothing is made. The schema must be the one of this
 * release.
 */
public record StoreReadings(Database database) {
    public CatalogueStore catalogue() {
        return new PostgresCatalogue(database);
    }

    public LedgerStore ledger() {
        return new PostgresLedger(database);
    }

    public Backlog backlog() {
        return Backlog.read(database);
    }

    /** When an action was audited last. */
    public Optional<Instant> last(String action) {
        return new PostgresAudit(database)
                .find(new AuditLog.Filter("", action, "", null, null, Long.MAX_VALUE, 1)).stream()
                        .map(n -> n.entry().at())
                        .findFirst();
    }
}
