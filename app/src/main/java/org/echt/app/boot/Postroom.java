package org.echt.app.boot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.echt.app.mail.Found;
import org.echt.app.mail.Mailbox;
import org.echt.app.mail.Poll;
import org.echt.core.outreach.Dispatcher;
import org.echt.core.outreach.Message.State;
import org.echt.core.outreach.Outbox;
import org.echt.core.outreach.Outbox.Outcome;

/**
 * Reads the installation's own mailbox: reports about messages, and the copies by which a message whose sender was killed is
 * known to have been taken.
 */
final class Postroom implements Dispatcher.Doubts {
    private static final System.Logger LOG = System.getLogger(Postroom.class.getName());

    private final Mailbox mailbox;
    private final LetterNames names;
    private final Outbox outbox;
    private final Duration longest;
    private final InstantSource clock;
    private volatile Instant complete = Instant.MIN;

    /** @param longest how long a copy may take to arrive */
    Postroom(Mailbox mailbox, LetterNames names, Outbox outbox, Duration longest, InstantSource clock) {
        this.mailbox = mailbox;
        this.names = names;
        this.outbox = outbox;
        this.longest = longest;
        this.clock = clock;
    }

    /** Looks once at all that is there. */
    void look() {
        var begin = clock.instant();
        switch (mailbox.poll(this::take)) {
            case Poll.Complete _ -> complete = begin;
            case Poll.Broken broken ->
                LOG.log(System.Logger.Level.WARNING, "the mailbox could not be read to its end: " + broken.cause());
        }
    }

    private void take(List<Found> found) {
        var now = clock.instant();
        var taken = new ArrayList<Outcome>();
        for (var one : found) {
            switch (one) {
                case Found.Copy(var name) ->
                    names.message(name).ifPresent(id -> taken.add(new Outcome(id, State.SENT, now, false, "")));
                case Found.Report report -> report(report, now);
                case Found.Other _ -> {
                    // A person wrote; it stays where it is.
                }
            }
        }
        outbox.settle(taken);
    }

    private void report(Found.Report report, Instant now) {
        var message = names.message(report.letterId());
        if (message.isEmpty()) {
            return;
        }
        switch (report.action()) {
            case FAILED -> outbox.report(message.getAsLong(), State.BOUNCED, now, report.status());
            case DELIVERED -> outbox.report(message.getAsLong(), State.DELIVERED, now, report.status());
            case DELAYED, RELAYED, EXPANDED -> {
                // Nothing is known yet, or nothing more will be.
            }
        }
    }

    /** A copy of what was taken before {@code since} is in the mailbox by then, and was found by a look that began later. */
    @Override
    public boolean areSettled(Instant since) {
        return complete.isAfter(since.plus(longest));
    }
}
