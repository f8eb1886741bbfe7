package org.echt.core.attribute;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.echt.core.audit.AuditEntry;
import org.jspecify.annotations.Nullable;

/**
 * Changes of attribute values made together. Immutable; undone by a compensating change set, never overwritten.
 *
 * @param id from 1, in the order of application
 * @param by who
 * @param at when
 * @param why reason, for people
 * @param sourceHash SHA-256 of the file they came from, lower-case hex; empty when typed by hand
 * @param undoes id of the change set this one compensates; 0 for none
 * @param changes at least one
 */
public record ChangeSet(
        long id, String by, Instant at, String why, String sourceHash, long undoes, List<Change> changes) {
    private static final int SHOWN = 20;

    public ChangeSet {
        changes = List.copyOf(changes);
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("a change set without changes");
        }
    }

    /** What the audit log says of it: the first changes in words; the change set itself is kept for ever. */
    public AuditEntry audit() {
        return new AuditEntry(
                at,
                by,
                undoes == 0 ? "attribute.set" : "attribute.undone",
                "change set " + id,
                described(Change::before),
                described(Change::after),
                why);
    }

    private String described(Function<Change, @Nullable String> value) {
        var words = changes.stream()
                .limit(SHOWN)
                .map(c -> c.attribute() + " of " + c.target() + said(value.apply(c)))
                .collect(Collectors.joining("; "));
        return changes.size() <= SHOWN ? words : words + "; and " + (changes.size() - SHOWN) + " more";
    }

    private static String said(@Nullable String value) {
        return value == null ? " unset" : " = " + value;
    }

    /**
     * One value set or unset.
     *
     * @param attribute its name
     * @param target for what
     * @param before the value set for exactly this target before; null for none
     * @param after the new canonical value; null unsets
     */
    public record Change(
            String attribute,
            Target target,
            @Nullable String before,
            @Nullable String after) {}
}
