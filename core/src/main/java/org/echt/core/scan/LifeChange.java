package org.echt.core.scan;

import java.time.Instant;
import org.echt.core.audit.AuditEntry;

/**
 * An item is somewhere else in its life from now on.
 *
 * @param item its number
 * @param life where
 * @param at when it was recorded
 * @param by who recorded it
 * @param why the reason, for the audit; may be empty
 */
public record LifeChange(long item, Life life, Instant at, String by, String why) {
    /** How the audit log names it. */
    public static final String ACTION = "item.life";

    /** How the audit log names an item. */
    public static String object(long item) {
        return "item " + item;
    }

    /** What the audit log says of it. */
    public AuditEntry audit(Life before) {
        return new AuditEntry(at, by, ACTION, object(item), before.name(), life.name(), why);
    }
}
