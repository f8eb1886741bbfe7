package org.echt.core.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The audit log: read here, written by the stores in the transaction of what it records. Only ever appended to.
 * Thread-safe.
 */
public interface AuditLog {
    /** The newest entries that match, the newest first. */
    List<Numbered> find(Filter filter);

    /**
     * What is looked for; empty texts and null match everything.
     *
     * @param by a name
     * @param action an action or its beginning, for example {@code recall.}
     * @param object an object
     * @param from not before
     * @param to before
     * @param below numbers below this one only, to page on; {@link Long#MAX_VALUE} for the first page
     * @param limit at most so many
     */
    record Filter(
            String by,
            String action,
            String object,
            @Nullable Instant from,
            @Nullable Instant to,
            long below,
            int limit) {}

    /**
     * An entry and where it is.
     *
     * @param number rises with time; may have gaps
     * @param place of its commitment in the transparency log; null while it has none
     */
    record Numbered(long number, @Nullable Long place, AuditEntry entry) {}
}
