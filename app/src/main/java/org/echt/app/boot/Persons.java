package org.echt.app.boot;

import java.security.SecureRandom;
import java.time.InstantSource;
import org.echt.app.answer.Languages;
import org.echt.app.answer.Notices;
import org.echt.app.answer.Site;
import org.echt.app.contact.Desks;
import org.echt.app.letter.LetterWriter;
import org.echt.core.keys.PersonalKeys;
import org.echt.core.outreach.Outbox;
import org.echt.core.registration.ContactStore;
import org.echt.core.registration.DeliveryDesk;
import org.echt.core.registration.DeliveryStore;
import org.echt.core.registration.DisputeDesk;
import org.echt.core.registration.PersonDesk;
import org.echt.core.registration.RegistrationDesk;
import org.echt.core.registration.RegistrationDesk.Demand;
import org.echt.core.registration.Vault;
import org.echt.core.registration.WatchDesk;

/** Everything that is done for persons, over one node's stores and the keys of its keystore file. Thread-safe. */
final class Persons {
    private final ContactStore contacts;
    private final Outbox outbox;
    private final DeliveryStore deliveries;
    private final InstantSource clock;
    private final PersonalKeys keys;
    private final Vault vault;
    private final WatchDesk watches;
    private final RegistrationDesk registrations;

    /** Where what is kept of persons is. */
    record Stores(ContactStore contacts, Outbox outbox, DeliveryStore deliveries) {}

    Persons(Stores stores, PersonalKeys keys, Demand demand, InstantSource clock) {
        this.contacts = stores.contacts();
        this.outbox = stores.outbox();
        this.deliveries = stores.deliveries();
        this.clock = clock;
        var random = new SecureRandom();
        this.keys = keys;
        this.vault = new Vault(keys, random);
        this.watches = new WatchDesk(contacts, outbox, vault, keys.links(), clock);
        this.registrations = new RegistrationDesk(
                new RegistrationDesk.Sources(contacts, outbox, vault, keys.links()), demand, clock, random);
    }

    Vault vault() {
        return vault;
    }

    /** How letters are named. */
    LetterNames letterNames() {
        return new LetterNames(keys.links());
    }

    WatchDesk watches() {
        return watches;
    }

    RegistrationDesk registrations() {
        return registrations;
    }

    PersonDesk persons() {
        return new PersonDesk(contacts, vault, clock);
    }

    DisputeDesk disputes() {
        return new DisputeDesk(contacts, outbox, vault, clock);
    }

    DeliveryDesk deliveries() {
        return new DeliveryDesk(deliveries, vault, clock);
    }

    /** What the pages work on. */
    Desks desks(IssuedItems items, Desks.Answers answers) {
        return new Desks(
                watches, registrations, persons(), contacts, outbox, vault, keys.links(), items, Prints::make, answers);
    }

    /** What messages say. */
    LetterWriter letters(IssuedItems items, Notices notices, Languages languages, Site site) {
        var sources = new LetterWriter.Sources(
                contacts,
                outbox,
                item -> items.codeOf(item).map(items::look),
                notices,
                new LetterWriter.Desks(watches, registrations),
                vault,
                keys.links());
        return new LetterWriter(sources, languages, site);
    }
}
