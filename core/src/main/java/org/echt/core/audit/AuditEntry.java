package org.echt.core.audit;

import java.time.Instant;

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
 */
public record AuditEntry(
        Instant at, String by, String action, String object, String before, String after, String why) {}
