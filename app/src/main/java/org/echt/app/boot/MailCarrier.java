package org.echt.app.boot;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.echt.app.letter.LetterWriter;
import org.echt.app.letter.Written;
import org.echt.app.mail.Attachment;
import org.echt.app.mail.Content;
import org.echt.app.mail.Letter;
import org.echt.app.mail.MailAddress;
import org.echt.app.mail.Outcome;
import org.echt.app.mail.Postman;
import org.echt.core.outreach.Carrier;
import org.echt.core.outreach.Message;
import org.echt.core.registration.Person;

/** Carries messages by mail. */
record MailCarrier(LetterWriter letters, Postman postman, LetterNames names) implements Carrier {
    private static final int LONGEST_SUBJECT = 250;

    @Override
    public Carried carry(Message message, Person person) {
        return switch (letters.write(message, person)) {
            case Written.Obsolete(var cause) -> new Carried.Obsolete(cause);
            case Written.Letter letter ->
                switch (MailAddress.parse(person.address().value())) {
                    case MailAddress.Reading.Parsed(var to) -> told(postman.send(mail(message, letter, to)));
                    case MailAddress.Reading.Refused(var cause) ->
                        new Carried.Refused("the address is not one that can be written to: " + cause, true);
                };
        };
    }

    private Letter mail(Message message, Written.Letter letter, MailAddress to) {
        var attached = letter.attached();
        var files = attached == null
                ? List.<Attachment>of()
                : List.of(new Attachment(attached.name(), "application/pdf", attached.pdf()));
        var subject = letter.subject().length() <= LONGEST_SUBJECT
                ? letter.subject()
                : letter.subject().substring(0, LONGEST_SUBJECT - 1) + "…";
        var content = new Content(subject, letter.text(), null, letter.language(), files);
        var manage = letter.manage().isEmpty() ? null : URI.create(letter.manage());
        return new Letter(names.of(message.id()), to, content, manage);
    }

    private static Carried told(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _ -> new Carried.Taken();
            case Outcome.Refused refused ->
                new Carried.Refused(
                        (refused.code() + " " + refused.enhanced()).strip(), refused.blame() == Outcome.Blame.ADDRESS);
            case Outcome.Postponed(var cause) -> new Carried.Postponed(cause, Instant.MIN);
            case Outcome.Doubtful(var cause) -> new Carried.Doubtful(cause);
        };
    }
}
