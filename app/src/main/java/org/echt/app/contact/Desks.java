package org.echt.app.contact;

import java.util.Optional;
import org.echt.app.link.PictureMaker;
import org.echt.core.keys.MacKey;
import org.echt.core.outreach.Outbox;
import org.echt.core.registration.ContactStore;
import org.echt.core.registration.PersonDesk;
import org.echt.core.registration.RegistrationDesk;
import org.echt.core.registration.Vault;
import org.echt.core.registration.WatchDesk;
import org.echt.core.serial.AuthenticCode;
import org.echt.core.verify.Verdict;

/**
 * What the pages work on.
 *
 * @param watches takes wishes to be told
 * @param registrations takes claims
 * @param persons exports and deletes
 * @param contacts what is kept
 * @param outbox takes messages
 * @param vault seals and opens
 * @param links signs links
 * @param codes knows codes
 * @param pictures makes uploads anew
 * @param answers makes answers to be sent
 */
public record Desks(
        WatchDesk watches,
        RegistrationDesk registrations,
        PersonDesk persons,
        ContactStore contacts,
        Outbox outbox,
        Vault vault,
        MacKey links,
        Codes codes,
        PictureMaker pictures,
        Answers answers) {
    /** Knows codes and what a check of them would answer. May throw {@code StoreUnavailableException}. */
    public interface Codes {
        /** The code in a text; empty when it cannot be read or was never issued. */
        Optional<AuthenticCode> authentic(String text);

        /** The code of an item; empty when it was not issued. */
        Optional<AuthenticCode> codeOf(long item);

        /** What a check would answer now; not recorded. */
        Verdict.Issued look(AuthenticCode code);

        /** The door to the inside codes of the code's batch. */
        MacKey insideKey(AuthenticCode code);
    }

    /** Checks a code once more and makes the answer a letter. */
    @FunctionalInterface
    public interface Answers {
        /**
         * The bytes of the letter, to be sealed.
         *
         * @param language tag of the language
         */
        byte[] letter(AuthenticCode code, String language);
    }
}
