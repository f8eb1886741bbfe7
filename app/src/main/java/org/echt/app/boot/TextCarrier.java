package org.echt.app.boot;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.echt.app.letter.LetterWriter;
import org.echt.app.letter.Said;
import org.echt.app.letter.Written;
import org.echt.app.webhook.Deliverer;
import org.echt.app.webhook.Outcome;
import org.echt.app.webhook.TextRequest;
import org.echt.core.outreach.Carrier;
import org.echt.core.outreach.Message;
import org.echt.core.registration.Person;
import org.echt.core.tlog.Hash;
import org.echt.core.webhook.Event;
import org.echt.core.webhook.EventType;

/**
 * Carries messages to telephones: asks the endpoint that sends texts to send one. Asked twice after a crash, it is asked
 * under the same name, by which it drops the second.
 */
record TextCarrier(LetterWriter letters, Deliverer deliverer, InstantSource clock) implements Carrier {
    @Override
    public Carried carry(Message message, Person person) {
        return switch (letters.write(message, person)) {
            case Written.Obsolete(var cause) -> new Carried.Obsolete(cause);
            case Written.Letter letter -> told(post(message, person, letter), Hash.of(Said.line(letter.brief())));
        };
    }

    private Outcome post(Message message, Person person, Written.Letter letter) {
        var name = "sms_" + message.id();
        var event =
                new Event(name, EventType.SMS_REQUESTED, name, clock.instant().truncatedTo(ChronoUnit.MICROS));
        return deliverer.post(event, new TextRequest(person.address().value(), letter.brief(), letter.language()));
    }

    private static Carried told(Outcome outcome, Hash said) {
        return switch (outcome) {
            case Outcome.Accepted _ -> new Carried.Taken(said);
            case Outcome.Refused(var cause) -> new Carried.Refused(cause, false);
            case Outcome.Postponed(var cause, var notBefore) -> new Carried.Postponed(cause, notBefore);
            case Outcome.NobodyListens _ -> new Carried.Postponed("no endpoint sends texts now", Instant.MIN);
        };
    }
}
