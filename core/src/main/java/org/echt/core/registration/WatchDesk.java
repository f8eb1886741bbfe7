package org.echt.core.registration;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.echt.core.keys.MacKey;
import org.echt.core.registration.ContactStore.Asked;
import org.echt.core.registration.Link.Use;
import org.echt.core.serial.AuthenticCode;

/** Takes the wish to be told about an item. Thread-safe; may throw {@code StoreUnavailableException}. */
public final class WatchDesk {
    private static final byte[] NO_LETTER = {};

    private final ContactStore contacts;
    private final Postbox postbox;
    private final Vault vault;
    private final MacKey links;
    private final InstantSource clock;

    public WatchDesk(ContactStore contacts, Postbox postbox, Vault vault, MacKey links, InstantSource clock) {
        this.contacts = contacts;
        this.postbox = postbox;
        this.vault = vault;
        this.links = links;
        this.clock = clock;
    }

    /**
     * Somebody who can be written to.
     *
     * @param address where
     * @param language tag of the language
     * @param country two capital letters; empty where it is not known
     */
    public record Contact(ContactAddress address, String language, String country) {}

    /**
     * Asks the address whether it wants to be told. What is said to whoever typed it is the same whether we know the
     * address or not, so that nobody learns who watches what.
     *
     * @param clear whether the answer they see says that no open recall concerns the item
     * @return false when so many wait for the item that no more are taken
     */
    public boolean ask(AuthenticCode code, Contact contact, boolean clear) {
        var now = now();
        var person = known(contact);
        var watch = new Watch(person.id(), code.item(), Watch.SELF, clear, now, null, null);
        var asked = contacts.ask(watch);
        switch (asked) {
            case WAITS -> {
                if (!postbox.post(person, Occasion.CONFIRM_WATCH, code.item(), NO_LETTER, now)) {
                    contacts.unwatch(person.id(), code.item());
                }
            }
            case CONFIRMED -> postbox.post(person, Occasion.THINGS, 0, NO_LETTER, now);
            case TOO_MANY -> {
                // Said below.
            }
        }
        return asked != Asked.TOO_MANY;
    }

    /** Who has this address, known or new. */
    public StoredPerson known(Contact contact) {
        return contacts.keep(vault.seal(contact.address(), contact.language(), contact.country(), now()));
    }

    /** Sends the link to a person's own list to their address, where somebody has it; says nothing either way. */
    public void remind(ContactAddress address) {
        contacts.find(vault.lookup(address))
                .ifPresent(person -> postbox.post(person, Occasion.THINGS, 0, NO_LETTER, now()));
    }

    /** The link of a message that asks to confirm. */
    public String link(StoredPerson person, long item) {
        return Link.until(Use.CONFIRM_WATCH, person.id(), item, now().plus(Link.CONFIRMS))
                .write(links);
    }

    /** False when the link works no longer; pressed twice it is pressed once. */
    public boolean confirm(Link link) {
        return link.use() == Use.CONFIRM_WATCH
                && !link.hasEnded(now())
                && contacts.confirm(link.person(), link.object(), now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
