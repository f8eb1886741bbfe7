package org.echt.core.recall;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;
import org.echt.core.access.Act;
import org.echt.core.access.Right;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.notice.RemedyKind;
import org.echt.core.notice.StoredPicture;
import org.echt.core.recall.Proof.Decision;
import org.echt.core.recall.Proof.State;
import org.echt.core.serial.AuthenticCode;
import org.echt.core.serial.Reference;
import org.jspecify.annotations.Nullable;

/** Takes customers' proofs, and the decisions of those who look at them. Thread-safe. */
public final class ProofDesk {
    /** West of Greenwich a day begins later, east of it earlier: today is a day that has begun anywhere. */
    private static final ZoneOffset EARLIEST = ZoneOffset.ofHours(14);

    private final ProofStore proofs;
    private final RecallStore recalls;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** @param random for references; must be unpredictable in production and safe for many threads */
    public ProofDesk(ProofStore proofs, RecallStore recalls, InstantSource clock, RandomGenerator random) {
        this.proofs = proofs;
        this.recalls = recalls;
        this.clock = clock;
        this.random = random;
    }

    /** How an item stands to a recall, as a check would find it now. */
    public enum Standing {
        /** AFFECTED or POSSIBLY_AFFECTED. */
        CONCERNED,
        REMEDIED,
        UNCONCERNED
    }

    /** Tells how an item stands to a recall; may throw {@code StoreUnavailableException}. */
    @FunctionalInterface
    public interface Standings {
        Standing of(String recall, AuthenticCode code);
    }

    /**
     * What a customer says.
     *
     * @param recall id of the recall
     * @param code of the unit
     * @param kind what was done
     * @param day when
     */
    public record Claim(String recall, AuthenticCode code, RemedyKind kind, LocalDate day) {}

    /** What is said to the sender. */
    public sealed interface Received {}

    /** It waits for somebody to look at it. */
    public record Waiting(String reference) implements Received {}

    /** The recall is not told, or does not concern the unit. */
    public record Unconcerned() implements Received {}

    /** The unit's remedy stands already. */
    public record RecordedAlready() implements Received {}

    /** Enough proofs of this unit wait. */
    public record TooMany() implements Received {}

    /** The day has not begun anywhere. */
    public record Future() implements Received {}

    /** Takes a proof in. Changes nothing of what a check says. */
    public Received submit(Claim claim, StoredPicture picture, Standings standings) {
        var recall = recalls.recall(claim.recall()).orElse(null);
        if (recall == null || recall.isDrill() || !isTold(recall)) {
            return new Unconcerned();
        }
        if (claim.day().isAfter(LocalDate.ofInstant(clock.instant(), EARLIEST))) {
            return new Future();
        }
        return switch (standings.of(recall.id(), claim.code())) {
            case UNCONCERNED -> new Unconcerned();
            case REMEDIED -> new RecordedAlready();
            case CONCERNED -> keep(claim, picture);
        };
    }

    private static boolean isTold(Recall recall) {
        return recall.inForce().filter(r -> r.state().isTold()).isPresent();
    }

    private Received keep(Claim claim, StoredPicture picture) {
        while (true) {
            var proof = new Proof(
                    Reference.next("PRF", random),
                    claim.recall(),
                    claim.code().item(),
                    claim.kind(),
                    claim.day(),
                    picture.hash(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    State.WAITING,
                    null);
            switch (proofs.add(proof, picture)) {
                case STORED -> {
                    return new Waiting(proof.id());
                }
                case TOO_MANY -> {
                    return new TooMany();
                }
                case ID_TAKEN -> {
                    // Another draw: two references of 40 bits were the same.
                }
            }
        }
    }

    /** The proof shows the remedy: it is recorded, and the next check says so. */
    public Proof accept(String id, Act act) {
        return decide(id, true, act);
    }

    /** The proof does not show the remedy; nothing changes for the unit. Needs a reason. */
    public Proof refuse(String id, Act act) {
        if (act.why().isBlank()) {
            throw new RefusedException(Fault.BAD_REQUEST, "refusing proof " + id + " needs a reason");
        }
        return decide(id, false, act);
    }

    private Proof decide(String id, boolean accepted, Act act) {
        act.by().require(Right.REVIEW_PROOFS);
        find(id);
        var decision = new Decision(accepted, act.name(), clock.instant().truncatedTo(ChronoUnit.MICROS), act.why());
        boolean decided = proofs.decide(id, decision);
        var proof = find(id);
        if (!decided) {
            throw new RefusedException(Fault.CONFLICT, "proof " + id + " is " + proof.state() + by(proof.decision()));
        }
        return proof;
    }

    private static String by(@Nullable Decision decision) {
        return decision == null ? "" : " already, by " + decision.by();
    }

    public Proof find(String id) {
        return proofs.find(id)
                .orElseThrow(() -> new RefusedException(Fault.NOT_FOUND, "there is no proof \"" + id + "\""));
    }
}
