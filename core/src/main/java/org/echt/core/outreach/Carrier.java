package org.echt.core.outreach;

import java.time.Instant;
import org.echt.core.registration.Person;
import org.echt.core.tlog.Hash;

/** Carries messages to people by one channel. Thread-safe, for any number of threads at once. */
public interface Carrier {
    /** Sends one message; does not throw for what a mail server or gateway does. */
    Carried carry(Message message, Person person);

    /** What came of it. */
    sealed interface Carried {
        /**
         * Taken.
         *
         * @param said SHA-256 of what it said (spec/log.md, "Days")
         */
        record Taken(Hash said) implements Carried {}

        /**
         * Never to be taken.
         *
         * @param cause without an address
         * @param unreachable whether the address itself is at fault
         */
        record Refused(String cause, boolean unreachable) implements Carried {}

        /**
         * Not now.
         *
         * @param notBefore earliest next attempt; {@link Instant#MIN} where nobody says
         */
        record Postponed(String cause, Instant notBefore) implements Carried {}

        /** The connection broke when it may have been taken. */
        record Doubtful(String cause) implements Carried {}

        /** No longer to be said. */
        record Obsolete(String cause) implements Carried {}
    }
}
