package org.echt.core.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.echt.core.audit.AuditEntry;
import org.echt.core.canonical.Value;
import org.echt.core.tlog.Hash;
import org.echt.core.tlog.LogEntry;
import org.echt.core.tlog.MalformedException;

/**
 * What the log says openly of the records of one day: how many, and the root of the tree over their commitments (spec/log.md,
 * "Days").
 *
 * @param type of the log's entry, for example {@code message.day}
 * @param day in UTC
 * @param count records, at least one
 */
public record DayEntry(String type, LocalDate day, long count, Hash root) {
    /** @throws IllegalArgumentException without a record */
    public DayEntry {
        if (count < 1) {
            throw new IllegalArgumentException("a day without records has no entry, so it cannot have " + count);
        }
    }

    /** Empty where an entry of the log is none of a day. */
    public static Optional<DayEntry> of(LogEntry entry) {
        return entry.content().object("facts").flatMap(facts -> of(entry.type(), facts));
    }

    private static Optional<DayEntry> of(String type, Value.Members facts) {
        try {
            return Optional.of(new DayEntry(
                    type,
                    LocalDate.parse(facts.text("day").orElse("")),
                    facts.whole("count").orElse(0),
                    Hash.ofHex(facts.text("root").orElse(""))));
        } catch (MalformedException | DateTimeException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The audit entry by which it gets into the log. */
    public AuditEntry audit(Instant at) {
        var facts = Value.object()
                .put("count", count)
                .put("day", day.toString())
                .put("root", root.hex())
                .build();
        return new AuditEntry(
                at, "echt", type, day.toString(), "", "root " + root.hex() + " of " + count + " records", "", facts);
    }
}
