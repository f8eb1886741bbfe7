package org.echt.app.boot;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.echt.app.letter.LetterWriter;
import org.echt.app.letter.Said;
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
import org.echt.core.tlog.Hash;

/** Carries messages by mail. */
record MailCarrier(LetterWriter letters, Postman postman, LetterNames names) implements Carrier {
    @Override
    public Carried carry(Message message, Person person) {
        return switch (letters.write(message, person)) {
            case Written.Obsolete(var cause) -> new Carried.Obsolete(cause);
            case Written.Letter letter -> {
                var mail = mail(message, letter, person.address());
                var content = mail.content();
                yield told(postman.send(mail), Hash.of(Said.mail(content.subject(), content.text())));
            }
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

    private static Carried told(Outcome outcome, Hash said) {
        return switch (outcome) {
            case Outcome.Accepted _ -> new Carried.Taken(said);
            case Outcome.Refused refused ->
                new Carried.Refused(
                        (refused.code() + " " + refused.enhanced()).strip(), refused.blame() == Outcome.Blame.ADDRESS);
            case Outcome.Postponed(var cause) -> new Carried.Postponed(cause, Instant.MIN);
            case Outcome.Doubtful(var cause) -> new Carried.Doubtful(cause);
        };
    }
}
