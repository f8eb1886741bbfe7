package org.echt.core.audit;

import java.time.Instant;
import org.echt.core.canonical.Value;

/**
 * One line of the audit log. Holds no code, no secret and no customer's data; items stand by their number.
 *
 * @param at when
 * @param by who: a user's name, or {@code key:} and a key's
 * @param action what, for example {@code recall.published}
 * @param object what it was done to, for example {@code R-2026-001}
 * @param before what was there; empty for nothing
 * @param after what is there now; empty for nothing
 * @param why the reason; may be empty
 * @param facts what the transparency log says openly of it: nothing about a person, no code, nothing a competitor must
 *     not read; may be empty
 */
public record AuditEntry(
        Instant at,
        String by,
        String action,
        String object,
        String before,
        String after,
        String why,
        Value.Members facts) {
    private static final Value.Members NO_FACTS = Value.object().build();

    /** An entry of which the transparency log says openly only what kind it is. */
    public AuditEntry(Instant at, String by, String action, String object, String before, String after, String why) {
        this(at, by, action, object, before, after, why, NO_FACTS);
    }

    /** The whole entry in the form that is committed to (spec/log.md, "Facts"). */
    public Value.Members canonical() {
        return Value.object()
                .put("action", action)
                .put("after", after)
                .put("at", at.toString())
                .put("before", before)
                .put("by", by)
                .put("facts", facts)
                .put("object", object)
                .put("why", why)
                .build();
    }
}
