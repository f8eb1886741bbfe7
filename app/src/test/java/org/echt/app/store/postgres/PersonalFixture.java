package org.echt.app.store.postgres;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.echt.core.audit.AuditLog;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SoftwareKeys;
import org.echt.core.outreach.Outbox;
import org.echt.core.registration.ContactAddress;
import org.echt.core.registration.ContactStore;
import org.echt.core.registration.StoredPerson;
import org.echt.core.registration.Vault;
import org.echt.core.registration.Watch;
import org.echt.core.registration.WatchDesk;
import org.echt.core.registration.WatchDesk.Contact;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Empty stores of personal data before each test, and short names for common contents. */
abstract class PersonalFixture {
    static final Instant NOON = Instant.parse("2026-11-27T12:00:00.123456Z");
    static final long LAPTOP = 7;
    static final String INES = "ines@example.org";
    static final String OMAR = "omar@example.net";

    TestStores given;
    ContactStore contacts;
    Outbox outbox;
    Vault vault;
    WatchDesk desk;

    @BeforeEach
    void open() {
        given = TestStores.open();
        contacts = given.contacts();
        outbox = given.outbox();
        var keys = new SoftwareKeys(SecretBytes.copyOf(new byte[32])).personal("acme");
        vault = new Vault(keys, new SecureRandom());
        desk = new WatchDesk(contacts, outbox, vault, keys.links(), () -> NOON);
    }

    @AfterEach
    void close() {
        given.close();
    }

    StoredPerson person(String mail) {
        return desk.known(new Contact(ContactAddress.mail(mail).orElseThrow(), "de", "DE"));
    }

    static Watch confirmed(StoredPerson person, long item) {
        return new Watch(person.id(), item, Watch.SELF, true, NOON, NOON, null);
    }

    static Watch waiting(StoredPerson person, long item) {
        return new Watch(person.id(), item, Watch.SELF, true, NOON, null, null);
    }

    /** What the audit log says, the newest first: action, object and after. */
    List<String> audited() {
        return given.audit().find(new AuditLog.Filter("", "", "", null, null, Long.MAX_VALUE, 100)).stream()
                .map(n -> n.entry().action() + " " + n.entry().object() + " "
                        + n.entry().after())
                .toList();
    }
}
