package org.echt.app.boot;

import java.util.Objects;
import java.util.OptionalLong;
import org.echt.core.audit.AuditLog;
import org.echt.core.issuance.CommittedBatch;
import org.echt.core.issuance.LogPlaces;
import org.echt.core.ledger.Head;
import org.echt.core.ledger.LedgerStore;

/** Where committed batches stand in the transparency log. */
record LoggedBatches(AuditLog audit, LedgerStore ledger) implements LogPlaces {
    @Override
    public OptionalLong size() {
        return ledger.head().map(Head::size).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    @Override
    public OptionalLong entry(int batch) {
        var filter = new AuditLog.Filter(
                "", CommittedBatch.ACTION, CommittedBatch.object(batch), null, null, Long.MAX_VALUE, 1);
        return audit.find(filter).stream()
                .map(AuditLog.Numbered::place)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .findFirst();
    }
}
