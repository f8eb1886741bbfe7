package org.echt.core.registration;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Right;
import org.echt.core.audit.AuditEntry;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.notice.StoredPicture;
import org.echt.core.registration.Registration.Proof;
import org.jspecify.annotations.Nullable;

/** Where the service decides who owns an item. Thread-safe; may throw {@code StoreUnavailableException}. */
public final class DisputeDesk {
    private final ContactStore contacts;
    private final Postbox postbox;
    private final Vault vault;
    private final InstantSource clock;

    public DisputeDesk(ContactStore contacts, Postbox postbox, Vault vault, InstantSource clock) {
        this.contacts = contacts;
        this.postbox = postbox;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * One side of a dispute, without a name: who decides needs what they show, not who they are.
     *
     * @param registration the number of their claim
     * @param person who, as the audit log names them; empty where they were deleted
     * @param at when they claimed
     * @param proof what the claim rests on
     * @param state how it stands
     * @param said what they sent, the oldest first
     */
    public record Side(
            long registration, String person, Instant at, Proof proof, Registration.State state, List<Said> said) {}

    /**
     * Something a side sent.
     *
     * @param at when
     * @param statement empty for none
     * @param picture null for none
     */
    public record Said(
            Instant at, String statement, @Nullable StoredPicture picture) {}

    /** A dispute with both sides. */
    public record Case(Dispute dispute, List<Side> sides) {}

    /**
     * Open disputes, the oldest first.
     *
     * @param after only those behind this one, to page on; empty for the first page
     */
    public List<Dispute> open(Actor by, String after, int limit) {
        by.require(Right.DECIDE_DISPUTES);
        return contacts.openDisputes(after, limit);
    }

    /**
     * Shows both sides. That somebody looked at what they sent is written to the audit log.
     *
     * @throws RefusedException (NOT_FOUND) without such a dispute
     */
    public Case find(String id, Actor by) {
        by.require(Right.DECIDE_DISPUTES);
        var dispute = existing(id);
        contacts.seen(new AuditEntry(now(), by.name(), "dispute.seen", id, "", "", ""));
        var sides = contacts.claims(dispute.item()).stream()
                .filter(r -> r.state() != Registration.State.PENDING)
                .map(this::side)
                .toList();
        return new Case(dispute, sides);
    }

    private Side side(Registration claim) {
        var person = contacts.person(claim.person());
        var said = person.map(p -> contacts.evidence(claim.id()).stream()
                        .map(e -> opened(vault, p, e))
                        .toList())
                .orElse(List.of());
        var who = person.map(p -> PersonDesk.reference(vault, p)).orElse("");
        return new Side(claim.id(), who, claim.at(), claim.proof(), claim.state(), said);
    }

    static Said opened(Vault vault, StoredPerson person, Evidence evidence) {
        var statement = evidence.statement();
        var picture = evidence.picture();
        return new Said(
                evidence.at(),
                statement == null
                        ? ""
                        : new String(
                                vault.open(person, Vault.Matter.STATEMENT, evidence.registration(), statement),
                                StandardCharsets.UTF_8),
                picture == null
                        ? null
                        : SealedPicture.read(
                                vault.open(person, Vault.Matter.PICTURE, evidence.registration(), picture)));
    }

    /** Checks what {@link #decide} checks, and changes nothing. */
    public Dispute rehearse(String id, long winner, Act act) {
        var dispute = decidable(id, act);
        boolean isOf = winner == 0 || disputed(dispute).stream().anyMatch(r -> r.id() == winner);
        if (!dispute.isOpen() || !isOf) {
            throw new RefusedException(Fault.CONFLICT, refusal(dispute, winner));
        }
        return dispute;
    }

    private Dispute decidable(String id, Act act) {
        act.by().require(Right.DECIDE_DISPUTES);
        if (act.why().isBlank()) {
            throw new RefusedException(Fault.BAD_REQUEST, "deciding dispute " + id + " needs a reason");
        }
        return existing(id);
    }

    private List<Registration> disputed(Dispute dispute) {
        return contacts.claims(dispute.item()).stream()
                .filter(r -> r.state() == Registration.State.DISPUTED)
                .toList();
    }

    /**
     * Decides a dispute; both sides are told.
     *
     * @param winner number of the claim that stands; 0 where none does
     * @throws RefusedException (BAD_REQUEST) without a reason, (NOT_FOUND), (CONFLICT) when it is decided or the winner is
     *     not of it
     */
    public Dispute decide(String id, long winner, Act act) {
        var sides = disputed(decidable(id, act));
        var now = now();
        if (!contacts.decide(id, new Dispute.Decision(winner, act.name(), now, act.why()))) {
            throw new RefusedException(Fault.CONFLICT, refusal(existing(id), winner));
        }
        for (var side : sides) {
            contacts.person(side.person())
                    .ifPresent(person -> postbox.postOnce(person, Occasion.DECISION, side.id(), now));
        }
        return existing(id);
    }

    private static String refusal(Dispute dispute, long winner) {
        var decision = dispute.decision();
        return decision == null
                ? "claim " + winner + " is not in dispute " + dispute.id() + ". Show its sides and name one of them"
                : "dispute " + dispute.id() + " is decided already, by " + decision.by();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Dispute existing(String id) {
        return contacts.dispute(id)
                .orElseThrow(() -> new RefusedException(Fault.NOT_FOUND, "there is no dispute \"" + id + "\""));
    }
}
