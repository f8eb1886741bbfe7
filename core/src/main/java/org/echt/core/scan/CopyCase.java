package org.echt.core.scan;

import java.time.Instant;
import org.echt.core.audit.AuditEntry;
import org.jspecify.annotations.Nullable;

/**
 * Items whose use has one cause: the same sign, the same batch, the same country. People look at it and decide.
 *
 * @param id {@code SIG-XXXX-XXXX}
 * @param cause the strongest sign
 * @param batch number of the batch
 * @param place the country outside the market; empty for other causes
 * @param openedAt when its first item came
 * @param items how many items are in it
 * @param undecided how many of them nobody has decided
 */
public record CopyCase(String id, Reason cause, int batch, String place, Instant openedAt, long items, long undecided) {
    /** What people found. */
    public enum Outcome {
        /** There are copies; every check says so from now on. */
        COPY,
        /** It is one honest item; what was counted until then counts no more. */
        GENUINE,
        /** It lies in a shop, or was tried out; it is never a sign again. */
        TEST;

        /** What a check says of the use after it. */
        public ItemState.Use use() {
            return switch (this) {
                case COPY -> ItemState.Use.COPY_CONFIRMED;
                case GENUINE, TEST -> ItemState.Use.NORMAL;
            };
        }
    }

    /** What somebody found, of one item or more. */
    public record Decision(Outcome outcome, String by, Instant at, String why) {
        /**
         * What the audit log says of one item.
         *
         * @param before what a check said of its use
         */
        public AuditEntry audit(long item, ItemState.Use before) {
            return new AuditEntry(
                    at,
                    by,
                    "signal.decided",
                    LifeChange.object(item),
                    before.name(),
                    outcome + ", " + outcome.use(),
                    why);
        }
    }

    /**
     * One item of a case.
     *
     * @param item its number
     * @param signal what was found at the last look
     * @param since when it came into the case
     * @param decision what people found; null for nothing yet
     */
    public record Suspect(
            long item,
            Signal signal,
            Instant since,
            @Nullable Decision decision) {}
}
