package org.echt.core.recall;

import java.time.Instant;
import org.echt.core.notice.Action;
import org.jspecify.annotations.Nullable;

/**
 * One immutable state of a recall. Any change makes the next revision; a published one carries a version number.
 *
 * @param number from 1, without gaps
 * @param state what this revision is
 * @param version number of the published version this is or leads away from; 0 before the first
 * @param kind what the revision changes
 * @param content rule, action and texts
 * @param impact what the preview counted; {@link Impact.Summary#NONE} before a preview
 * @param by who
 * @param at when
 * @param why reason, for the audit
 * @param lapsesAt set where one person published a STOP_USE alone: from then on it is told as CHECK, unless somebody else
 *     signs it, which makes the next revision; null otherwise
 */
public record Revision(
        int number,
        State state,
        int version,
        Kind kind,
        Content content,
        Impact.Summary impact,
        String by,
        Instant at,
        String why,
        @Nullable Instant lapsesAt) {
    public Revision {
        if (lapsesAt != null && (!state.isTold() || content.action() != Action.STOP_USE)) {
            throw new IllegalArgumentException(
                    "only a STOP_USE that is told can lapse, not " + state + " with " + content.action());
        }
    }

    /** Whether its STOP_USE was published by one person alone and nobody else has signed it. */
    public boolean isUnsigned() {
        return lapsesAt != null;
    }

    /** Whether its STOP_USE has fallen back to CHECK because nobody else signed it in time. */
    public boolean hasLapsed(Instant now) {
        return lapsesAt != null && !now.isBefore(lapsesAt);
    }

    /**
     * DRAFT, PREVIEWED and SUBMITTED are the owner's; the others are what the public sees. CLOSED ends the campaign, not
     * the hazard: units that were never mended are still told. Only WITHDRAWN, for a recall that was an error, silences it.
     */
    public enum State {
        DRAFT,
        PREVIEWED,
        /** Waits for a second person. */
        SUBMITTED,
        PUBLISHED,
        /** Told like a published one; no new messages go out. */
        PAUSED,
        CLOSED,
        WITHDRAWN;

        public boolean isPublic() {
            return this != DRAFT && this != PREVIEWED && this != SUBMITTED;
        }

        /** Whether items it concerns are told so. */
        public boolean isTold() {
            return isPublic() && this != WITHDRAWN;
        }
    }

    /** What a revision changes of the version before. */
    public enum Kind {
        NEW,
        WIDEN,
        NARROW,
        REWORD,
        PAUSE,
        RESUME,
        /** A second person signs what one published alone. */
        COUNTERSIGN,
        CLOSE,
        WITHDRAW
    }
}
