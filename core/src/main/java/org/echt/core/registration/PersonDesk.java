package org.echt.core.registration;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.echt.core.access.Act;
import org.echt.core.access.Right;
import org.echt.core.audit.AuditEntry;
import org.echt.core.registration.DisputeDesk.Said;

/**
 * What a person may ask for: everything kept about them (Regulation (EU) 2016/679, Article 15) and its deletion (Article
 * 17). By the service, or by the person with their own link. Thread-safe; may throw {@code StoreUnavailableException}.
 */
public final class PersonDesk {
    private final ContactStore contacts;
    private final Vault vault;
    private final InstantSource clock;

    public PersonDesk(ContactStore contacts, Vault vault, InstantSource clock) {
        this.contacts = contacts;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * Everything kept about a person besides the messages sent to them.
     *
     * @param person who
     * @param watches what they watch
     * @param claims what they claim, with all they sent
     */
    public record Dossier(Person person, List<Watch> watches, List<Claim> claims) {}

    /** A claim and what was sent for it. */
    public record Claim(Registration registration, List<Said> said) {}

    /** Everything about who has this address; empty where nothing is kept. Reading it is written to the audit log. */
    public Optional<Dossier> export(ContactAddress address, Act act) {
        act.by().require(Right.MANAGE_PERSONS);
        return contacts.find(vault.lookup(address)).map(stored -> {
            contacts.seen(entry("person.exported", stored, act));
            return dossier(stored);
        });
    }

    /** Everything about a person, for themselves. */
    public Dossier dossier(StoredPerson stored) {
        var claims = contacts.registrations(stored.id()).stream()
                .map(r -> new Claim(
                        r,
                        contacts.evidence(r.id()).stream()
                                .map(e -> DisputeDesk.opened(vault, stored, e))
                                .toList()))
                .toList();
        return new Dossier(vault.open(stored), contacts.watches(stored.id()), claims);
    }

    /** Deletes who has this address; false where nothing is kept. */
    public boolean delete(ContactAddress address, Act act) {
        act.by().require(Right.MANAGE_PERSONS);
        return contacts.find(vault.lookup(address))
                .map(stored -> contacts.delete(stored.id(), entry("person.deleted", stored, act)))
                .orElse(false);
    }

    /** The person deletes themselves. */
    public boolean forget(StoredPerson stored) {
        var by = "customer:" + vault.commitment(stored, "person");
        return contacts.delete(
                stored.id(),
                new AuditEntry(now(), by, "person.deleted", commitment(stored), "", "", "asked by themselves"));
    }

    private AuditEntry entry(String action, StoredPerson stored, Act act) {
        return new AuditEntry(now(), act.name(), action, commitment(stored), "", "", act.why());
    }

    private String commitment(StoredPerson stored) {
        return "person " + vault.commitment(stored, "person");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
