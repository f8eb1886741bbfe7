package org.echt.core.registration;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.echt.core.access.Act;
import org.echt.core.access.Right;
import org.echt.core.audit.AuditEntry;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
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

    /**
     * What is kept about a person, in numbers. Says what they chose and not who they are.
     *
     * @param reference how the audit log names them
     * @param stored what the store keeps; holds nothing in clear that names them
     * @param watches how many items they watch
     * @param claims how many registrations and claims they have, ended ones too
     * @param sent how many statements and pictures they sent
     */
    public record Kept(String reference, StoredPerson stored, int watches, int claims, int sent) {
        /** Everything that goes when they are deleted, besides themselves. */
        public int things() {
            return watches + claims + sent;
        }
    }

    /**
     * What is kept about who has this address; empty where nothing is. That somebody looked is written to the audit log,
     * also where there was nothing to see.
     *
     * @throws RefusedException (BAD_REQUEST) without a reason
     */
    public Optional<Kept> find(ContactAddress address, Act act) {
        allowed(act, "looking for a person");
        var found = contacts.find(vault.lookup(address));
        if (found.isEmpty()) {
            contacts.seen(new AuditEntry(now(), act.name(), "person.found", "nobody", "", "", act.why()));
        }
        return found.map(stored -> {
            contacts.seen(entry("person.found", stored, act));
            return kept(stored);
        });
    }

    private Kept kept(StoredPerson stored) {
        var claims = contacts.registrations(stored.id());
        int sent =
                claims.stream().mapToInt(r -> contacts.evidence(r.id()).size()).sum();
        return new Kept(
                reference(vault, stored), stored, contacts.watches(stored.id()).size(), claims.size(), sent);
    }

    /**
     * Where whoever made a claim is reached, for what cannot be asked by a message. That it was shown is written to the
     * audit log.
     *
     * @throws RefusedException (BAD_REQUEST) without a reason, (NOT_FOUND) without such a claim or its person
     */
    public ContactAddress reveal(long registration, Act act) {
        allowed(act, "showing an address");
        var stored = contacts.registration(registration)
                .flatMap(r -> contacts.person(r.person()))
                .orElseThrow(() ->
                        new RefusedException(Fault.NOT_FOUND, "nobody is there any more for claim " + registration));
        contacts.seen(entry("person.revealed", stored, act));
        return vault.open(stored).address();
    }

    /**
     * Everything about who has this address; empty where nothing is kept. Reading it is written to the audit log.
     *
     * @throws RefusedException (BAD_REQUEST) without a reason
     */
    public Optional<Dossier> export(ContactAddress address, Act act) {
        allowed(act, "exporting what is kept of a person");
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

    /**
     * Deletes who has this address; false where nothing is kept.
     *
     * @throws RefusedException (BAD_REQUEST) without a reason
     */
    public boolean delete(ContactAddress address, Act act) {
        allowed(act, "deleting a person");
        return contacts.find(vault.lookup(address))
                .map(stored -> contacts.delete(stored.id(), entry("person.deleted", stored, act)))
                .orElse(false);
    }

    /** The person deletes themselves. */
    public boolean forget(StoredPerson stored) {
        var by = "customer:" + vault.commitment(stored, "person");
        return contacts.delete(
                stored.id(),
                new AuditEntry(now(), by, "person.deleted", reference(vault, stored), "", "", "asked by themselves"));
    }

    /** Forgets what was kept long enough; with {@code dryRun} only counts. */
    public Retention.Purged purge(Retention retention, boolean dryRun, Act act) {
        act.by().require(Right.MANAGE_PERSONS);
        var now = now();
        return contacts.purge(
                retention,
                now,
                dryRun,
                purged ->
                        new AuditEntry(now, act.name(), "person.purged", "persons", "", purged.toString(), act.why()));
    }

    private static void allowed(Act act, String what) {
        act.by().require(Right.MANAGE_PERSONS);
        if (act.why().isBlank()) {
            throw new RefusedException(Fault.BAD_REQUEST, what + " needs a reason");
        }
    }

    private AuditEntry entry(String action, StoredPerson stored, Act act) {
        return new AuditEntry(now(), act.name(), action, reference(vault, stored), "", "", act.why());
    }

    /** How the audit log names a person; connected with nobody once they are deleted. */
    static String reference(Vault vault, StoredPerson stored) {
        return "person " + vault.commitment(stored, "person");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
