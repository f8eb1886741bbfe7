package org.echt.core.recall;

import java.time.Instant;

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
        String why) {
    /**
     * DRAFT and PREVIEWED are the owner's; the others are what the public sees. CLOSED ends the campaign, not the hazard:
     * units that were never mended are still told. Only WITHDRAWN, for a recall that was an error, silences it.
     */
    public enum State {
        DRAFT,
        PREVIEWED,
        PUBLISHED,
        PAUSED,
        CLOSED,
        WITHDRAWN;

        public boolean isPublic() {
            return this != DRAFT && this != PREVIEWED;
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
        CLOSE,
        WITHDRAW
    }
}
