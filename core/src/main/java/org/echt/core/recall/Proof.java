package org.echt.core.recall;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.echt.core.notice.RemedyKind;
import org.jspecify.annotations.Nullable;

/**
 * What somebody sent to show that a recall's remedy was carried out on an item. Anybody who can read the code can send
 * one, so it changes nothing by itself: only when it is ACCEPTED by a person the remedy is recorded. Immutable.
 *
 * @param id {@code PRF-XXXX-XXXX}, given to the sender as a reference
 * @param recall id of the recall
 * @param item item number of the unit
 * @param kind what is said to have been done
 * @param day when, as the sender says
 * @param picture hash of the picture
 * @param at when it arrived
 * @param state whether somebody has looked at it
 * @param decision null while it is WAITING
 */
public record Proof(
        String id,
        String recall,
        long item,
        RemedyKind kind,
        LocalDate day,
        String picture,
        Instant at,
        State state,
        @Nullable Decision decision) {
    public Proof {
        if ((state == State.WAITING) != (decision == null)) {
            throw new IllegalArgumentException("proof " + id + " is " + state + " with decision " + decision);
        }
    }

    /** How far it is. */
    public enum State {
        WAITING,
        ACCEPTED,
        REFUSED
    }

    /**
     * What a person made of it.
     *
     * @param accepted whether it shows the remedy
     * @param by who looked at it
     * @param at when
     * @param why the reason; must not be empty when it is refused
     */
    public record Decision(boolean accepted, String by, Instant at, String why) {
        public Decision {
            if (!accepted && why.isBlank()) {
                throw new IllegalArgumentException("refusing a proof needs a reason");
            }
        }

        State state() {
            return accepted ? State.ACCEPTED : State.REFUSED;
        }
    }

    /** The same proof, decided. */
    public Proof with(Decision made) {
        return new Proof(id, recall, item, kind, day, picture, at, made.state(), made);
    }

    /** The remedy it shows, as it is recorded when {@code made} accepts it: done on its day (UTC). */
    public Remedy remedy(Decision made) {
        var done = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        return new Remedy(recall, item, kind, done, made.by(), made.why().isBlank() ? id : id + ": " + made.why());
    }
}
