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
    /** DRAFT and PREVIEWED are the owner's; the others are what the public sees. */
    public enum State {
        DRAFT,
        PREVIEWED,
        PUBLISHED,
        PAUSED,
        CLOSED;

        public boolean isPublic() {
            return this == PUBLISHED || this == PAUSED || this == CLOSED;
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
        CLOSE
    }
}
