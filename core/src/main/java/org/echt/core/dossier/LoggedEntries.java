package org.echt.core.dossier;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echt.core.audit.AuditEntry;
import org.echt.core.audit.AuditLog;
import org.echt.core.audit.AuditLog.Numbered;
import org.echt.core.dossier.Facts.Entry;
import org.echt.core.issuance.CommittedBatch;
import org.echt.core.issuance.NonIssuance;
import org.echt.core.ledger.DayProof;
import org.echt.core.ledger.LedgerStore;
import org.echt.core.ledger.LedgerStore.Committed;
import org.echt.core.ledger.LedgerStore.Witnessed;
import org.echt.core.outreach.MessageDays;
import org.echt.core.scan.LifeChange;
import org.echt.core.serial.AuthenticCode;
import org.echt.core.serial.Batch;
import org.echt.core.verify.Hindsight.Meaning;

/** Finds what the log holds of the facts of a dossier. Thread-safe. */
record LoggedEntries(AuditLog audit, LedgerStore ledger) {
    private static final int MOST = 1000;

    /** What an issued code rests on: its batch and key, its life, the recalls that concerned it, the days of its messages. */
    List<Entry> of(AuthenticCode code, List<Numbered> lives, List<Meaning> recalls, List<DayProof> days, Instant asOf) {
        var entries = new ArrayList<Entry>();
        add(
                entries,
                "batch",
                find(CommittedBatch.ACTION, CommittedBatch.object(code.batch().number()), asOf));
        add(entries, "slot", find("slot.opened", slot(code.batch()), Instant.MAX));
        add(entries, "life", lives);
        for (var meaning : recalls) {
            if (meaning.concernedOnce()) {
                for (var found : find("recall.", meaning.recall().id(), asOf)) {
                    revision(found.entry())
                            .ifPresent(
                                    number -> add(entries, name(meaning.recall().id(), number), List.of(found)));
                }
            }
        }
        days.stream()
                .map(DayProof::day)
                .distinct()
                .forEach(day -> add(entries, "day-" + day, find(MessageDays.TYPE, day.toString(), Instant.MAX)));
        return entries;
    }

    /** The first checkpoint over an entry to which an authority put its time-stamp. */
    Optional<Witnessed> stamped(long place) {
        return ledger.stamped(place + 1, 1).stream().findFirst();
    }

    /** What a code that was not issued rests on: every batch it could be of, up to those a dossier can carry. */
    List<Entry> of(NonIssuance statement) {
        var entries = new ArrayList<Entry>();
        statement.batches().stream().limit(MOST).forEach(c -> {
            int number = c.batch().number();
            add(entries, "batch-" + number, find(CommittedBatch.ACTION, CommittedBatch.object(number), Instant.MAX));
        });
        return entries;
    }

    /** Every change of where an item was in its life until then, oldest first. */
    List<Numbered> lives(long item, Instant asOf) {
        return find(LifeChange.ACTION, LifeChange.object(item), asOf);
    }

    /** Name of the files that prove a revision of a recall. */
    static String name(String recall, long revision) {
        return "recall-" + recall + "-" + revision;
    }

    private static Optional<Long> revision(AuditEntry entry) {
        var number = entry.facts().whole("revision");
        return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
    }

    private static String slot(Batch batch) {
        return "slot " + batch.slot() + "/" + batch.slotVersion();
    }

    /** Oldest first. */
    private List<Numbered> find(String action, String object, Instant asOf) {
        var filter = new AuditLog.Filter("", action, object, null, null, Long.MAX_VALUE, MOST);
        return audit.find(filter).reversed().stream()
                .filter(n -> !n.entry().at().isAfter(asOf))
                .toList();
    }

    private void add(List<Entry> entries, String name, List<Numbered> found) {
        for (int i = 0; i < found.size(); i++) {
            var called = found.size() == 1 ? name : name + "-" + (i + 1);
            committed(found.get(i)).ifPresent(c -> entries.add(new Entry(called, c)));
        }
    }

    /** Where the log holds an audit entry; empty while it waits for its place. */
    private Optional<Committed> committed(Numbered found) {
        var place = found.place();
        return place == null
                ? Optional.empty()
                : ledger.committed(place, 1).stream().findFirst();
    }

    /** The newest entry of an action on an object. */
    Optional<Committed> newest(String action, String object) {
        var found = find(action, object, Instant.MAX);
        return found.isEmpty() ? Optional.empty() : committed(found.getLast());
    }
}
