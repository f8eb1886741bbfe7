package org.echt.core.recall;

import org.echt.core.attribute.Scope;
import org.echt.core.notice.Action;
import org.echt.core.notice.Notice;

/**
 * What a recall or notice is: whom it concerns and what they are told. Immutable.
 *
 * @param scope the rule
 * @param unknownBuild what units without a complete build record are told
 * @param unknownReason why they may be left out; empty unless {@link UnknownBuild#EXCLUDE}
 * @param notice what is told
 */
public record Content(Scope scope, UnknownBuild unknownBuild, String unknownReason, Notice notice) {
    public Content {
        if (unknownBuild == UnknownBuild.EXCLUDE && unknownReason.isBlank()) {
            throw new IllegalArgumentException("leaving out units without a build record needs a reason");
        }
    }

    /** What is done with units that the rule can neither match nor rule out. */
    public enum UnknownBuild {
        /** Not decided yet: told like CHECK if it ever came to that, and in the way of submitting. */
        UNDECIDED,
        /** They are told that they may be affected. */
        CHECK,
        /** They are not, for a recorded reason. */
        EXCLUDE
    }

    public Action action() {
        return notice.action();
    }
}
