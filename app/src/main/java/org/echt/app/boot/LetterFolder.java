package org.echt.app.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.echt.app.letter.LetterWriter;
import org.echt.app.letter.Said;
import org.echt.app.letter.Written;
import org.echt.core.outreach.Carrier;
import org.echt.core.outreach.Message;
import org.echt.core.registration.Person;
import org.echt.core.tlog.Hash;

/** Writes messages into files instead of sending them, so that they can be looked at. Thread-safe. */
final class LetterFolder implements Carrier {
    private final LetterWriter letters;
    private final Path folder;
    private final AtomicInteger seen = new AtomicInteger();

    /** @param folder made where it is not there */
    LetterFolder(LetterWriter letters, Path folder) {
        this.letters = letters;
        this.folder = folder;
    }

    /** How many messages came so far. */
    int seen() {
        return seen.get();
    }

    @Override
    public Carried carry(Message message, Person person) {
        var carried = switch (letters.write(message, person)) {
            case Written.Obsolete(var cause) -> new Carried.Obsolete(cause);
            case Written.Letter letter -> {
                write(message, person, letter);
                yield new Carried.Taken(Hash.of(Said.mail(letter.subject(), letter.text())));
            }
        };
        seen.incrementAndGet();
        return carried;
    }

    private void write(Message message, Person person, Written.Letter letter) {
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve("%06d-%s.txt".formatted(message.id(), letter.language())),
                    "To: " + person.address().value() + "\nSubject: " + letter.subject() + "\n\n" + letter.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
