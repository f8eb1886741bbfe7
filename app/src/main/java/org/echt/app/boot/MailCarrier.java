package org.echt.app.boot;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.echt.app.letter.LetterWriter;
import org.echt.app.letter.Written;
import org.echt.app.mail.Attachment;
import org.echt.app.mail.Content;
import org.echt.app.mail.Letter;
import org.echt.app.mail.Outcome;
import org.echt.app.mail.Postman;
import org.echt.core.outreach.Carrier;
import org.echt.core.outreach.Message;
import org.echt.core.registration.ContactAddress;
import org.echt.core.registration.Person;

/** Carries messages by mail. */
record MailCarrier(LetterWriter letters, Postman postman, LetterNames names) implements Carrier {
    @Override
    public Carried carry(Message message, Person person) {
        return switch (letters.write(message, person)) {
            case Written.Obsolete(var cause) -> new Carried.Obsolete(cause);
            case Written.Letter letter -> told(postman.send(mail(message, letter, person.address())));
        };
    }

    private Letter mail(Message message, Written.Letter letter, ContactAddress to) {
        var attached = letter.attached();
        var files = attached == null
                ? List.<Attachment>of()
                : List.of(new Attachment(attached.name(), "application/pdf", attached.pdf()));
        var content = new Content(Content.subject(letter.subject()), letter.text(), letter.language(), files);
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
