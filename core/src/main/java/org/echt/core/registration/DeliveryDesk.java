package org.echt.core.registration;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.echt.core.access.Act;
import org.echt.core.access.Right;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.registration.WatchDesk.Contact;

/**
 * Takes in whom a shop delivered what, so that these buyers are told of recalls too. They need not confirm: a seller who
 * can identify affected customers has to see to it that they are told (Regulation (EU) 2023/988, Article 35), and nothing
 * but safety messages ever reaches them. Thread-safe; may throw {@code StoreUnavailableException}.
 */
public final class DeliveryDesk {
    /** So long may a delivery be kept. */
    public static final Duration LONGEST = Duration.ofDays(30 * 365);

    private final ContactStore contacts;
    private final Vault vault;
    private final InstantSource clock;

    public DeliveryDesk(ContactStore contacts, Vault vault, InstantSource clock) {
        this.contacts = contacts;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * A unit and whom it was delivered to.
     *
     * @param item number of an issued item
     */
    public record Delivery(long item, Contact contact) {}

    /**
     * Who delivered, and how long it is kept.
     *
     * @param seller a name of letters, digits, blanks, dots and dashes
     * @param keep from now on
     */
    public record Terms(String seller, Duration keep) {
        public Terms {
            if (!seller.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} .&-]{0,59}")) {
                throw new RefusedException(
                        Fault.BAD_REQUEST,
                        "seller \"" + seller + "\" must be 1 to 60 letters, digits, blanks, dots, dashes and &");
            }
            if (keep.compareTo(Duration.ofDays(1)) < 0 || keep.compareTo(LONGEST) > 0) {
                throw new RefusedException(
                        Fault.BAD_REQUEST,
                        "deliveries can be kept for 1 to " + LONGEST.toDays() + " days, not " + keep.toDays());
            }
        }
    }

    /**
     * Takes deliveries in, all of a call in one transaction for the watches; handed in again they are nothing new.
     *
     * @return how many watches are new
     */
    public int take(List<Delivery> deliveries, Terms terms, Act act) {
        act.by().require(Right.DELIVER);
        var now = now();
        var persons = contacts.keep(deliveries.stream()
                .map(d -> vault.seal(
                        d.contact().address(),
                        d.contact().language(),
                        d.contact().country(),
                        now))
                .toList());
        var watches = new ArrayList<Watch>();
        for (int i = 0; i < deliveries.size(); i++) {
            watches.add(new Watch(
                    persons.get(i).id(),
                    deliveries.get(i).item(),
                    Watch.DELIVERY + terms.seller(),
                    true,
                    now,
                    now,
                    now.plus(terms.keep())));
        }
        return contacts.watch(watches);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
