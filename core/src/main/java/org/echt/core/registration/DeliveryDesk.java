package org.echt.core.registration;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Right;
import org.echt.core.audit.AuditEntry;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.registration.DeliveryStore.Buyer;
import org.echt.core.registration.DeliveryStore.Handed;
import org.echt.core.registration.DeliveryStore.Part;
import org.echt.core.registration.DeliveryStore.Seller;
import org.echt.core.registration.WatchDesk.Contact;
import org.jspecify.annotations.Nullable;

/**
 * Takes in whom a shop delivered what, so that these buyers are told of recalls too. They need not confirm: a seller who
 * can identify affected customers has to see to it that they are told (Regulation (EU) 2023/988, Article 35), and nothing
 * but safety messages ever reaches them. Thread-safe; may throw {@code StoreUnavailableException}.
 */
public final class DeliveryDesk {
    /** So long may a delivery be kept. */
    public static final Duration LONGEST = Duration.ofDays(30 * 365);

    private final DeliveryStore store;
    private final Vault vault;
    private final InstantSource clock;

    public DeliveryDesk(DeliveryStore store, Vault vault, InstantSource clock) {
        this.store = store;
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
            checkSeller(seller);
            if (keep.compareTo(Duration.ofDays(1)) < 0 || keep.compareTo(LONGEST) > 0) {
                throw new RefusedException(
                        Fault.BAD_REQUEST,
                        "deliveries can be kept for 1 to " + LONGEST.toDays() + " days, not " + keep.toDays());
            }
        }
    }

    private static void checkSeller(String seller) {
        if (!seller.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} .&-]{0,59}")) {
            throw new RefusedException(
                    Fault.BAD_REQUEST,
                    "seller \"" + seller + "\" must be 1 to 60 letters, digits, blanks, dots, dashes and &");
        }
    }

    /**
     * Takes deliveries in, all of a call in one transaction; handed in again they are nothing new.
     *
     * @return which of them are new: buyers who were not told of that item before. Of two that say the same the first is
     */
    public BitSet take(List<Delivery> deliveries, Terms terms, Act act) {
        act.by().require(Right.DELIVER);
        var distinct = Distinct.of(deliveries);
        var entry = entry("delivery.taken", terms.seller(), distinct.kept.size() + " handed in", act);
        return distinct.spread(store.take(handed(distinct, terms), entry));
    }

    /** What {@link #take} would answer; changes nothing. */
    public BitSet wouldTake(List<Delivery> deliveries, Terms terms, Act act) {
        act.by().require(Right.DELIVER);
        var distinct = Distinct.of(deliveries);
        return distinct.spread(store.take(handed(distinct, terms), null));
    }

    private Handed handed(Distinct distinct, Terms terms) {
        var now = now();
        return handed(distinct.kept, terms.seller(), now, until(terms, now));
    }

    private static Instant until(Terms terms, Instant now) {
        return now.plus(terms.keep());
    }

    private Handed handed(List<Delivery> deliveries, String seller, Instant since, Instant keepUntil) {
        var now = now();
        var buyers = deliveries.stream()
                .map(d -> new Buyer(
                        vault.seal(
                                d.contact().address(),
                                d.contact().language(),
                                d.contact().country(),
                                now),
                        d.item()))
                .toList();
        return new Handed(Watch.DELIVERY + seller, since, keepUntil, buyers);
    }

    /** Deliveries without those that say what an earlier one says, and where each of the rest stood. */
    private record Distinct(List<Delivery> kept, List<Integer> places) {
        static Distinct of(List<Delivery> deliveries) {
            var distinct = new Distinct(new ArrayList<>(), new ArrayList<>());
            var seen = new HashSet<List<Object>>();
            for (int i = 0; i < deliveries.size(); i++) {
                var one = deliveries.get(i);
                var address = one.contact().address();
                if (seen.add(List.of(one.item(), address.kind(), address.comparable()))) {
                    distinct.kept.add(one);
                    distinct.places.add(i);
                }
            }
            return distinct;
        }

        BitSet spread(BitSet ofKept) {
            var spread = new BitSet();
            ofKept.stream().forEach(i -> spread.set(places.get(i)));
            return spread;
        }
    }

    // Files

    /** Begins to take in a file, or takes up what was begun of the same content: then the terms of its beginning hold. */
    public Intake begin(Intake.File file, Terms terms, Act act) {
        act.by().require(Right.DELIVER);
        var now = now();
        var fresh =
                new Intake(0, terms.seller(), file, 0, 0, Intake.Counts.ZERO, act.name(), now, until(terms, now), null);
        var entry = entry("delivery.begun", terms.seller(), "sha256 " + file.contentHash(), act);
        return store.begin(fresh, entry);
    }

    /** What was begun of the same content by the same seller. */
    public Optional<Intake> known(Intake.File file, String seller, Actor by) {
        by.require(Right.DELIVER);
        return store.intake(seller, file.contentHash());
    }

    /**
     * What was read of a file.
     *
     * @param good rows that can be taken
     * @param rejects the other rows
     * @param doneBytes read up to here
     * @param doneLines lines up to there
     * @param isLast whether the file ends here
     */
    public record Step(
            List<Delivery> good, List<Intake.Reject> rejects, long doneBytes, long doneLines, boolean isLast) {}

    /**
     * Takes in the next part of a file, all or nothing.
     *
     * @throws RefusedException (CONFLICT) when somebody else takes the file in at this moment
     */
    public Intake advance(Intake from, Step step, Act act) {
        act.by().require(Right.DELIVER);
        var distinct = Distinct.of(step.good());
        var end = step.isLast() ? (Function<Intake, AuditEntry>) (Intake done) -> finished(done, act) : null;
        var part = new Part(
                handed(distinct.kept, from.seller(), from.startedAt(), from.keepUntil()),
                step.good().size() - distinct.kept.size(),
                step.rejects(),
                step.doneBytes(),
                step.doneLines(),
                end);
        return store.advance(from, part, now())
                .orElseThrow(() -> new RefusedException(
                        Fault.CONFLICT, "file " + from.file().name() + " is being taken in by another process"));
    }

    private AuditEntry finished(Intake done, Act act) {
        var counts = done.counts();
        return entry(
                "delivery.finished",
                done.seller(),
                "delivery " + done.id() + ", added " + counts.added() + ", same " + counts.same() + ", rejected "
                        + counts.rejected(),
                act);
    }

    /** Files, the newest first. */
    public List<Intake> intakes(Actor by, long below, int limit) {
        by.require(Right.DELIVER);
        return store.intakes(below, limit);
    }

    /** @throws RefusedException (NOT_FOUND) without such a file */
    public Intake intake(long id, Actor by) {
        by.require(Right.DELIVER);
        return store.intake(id).orElseThrow(() -> new RefusedException(Fault.NOT_FOUND, "there is no delivery " + id));
    }

    /** Visits the rejected rows of a file in the order of their lines. */
    public void rejects(Intake intake, Actor by, Consumer<Intake.Reject> visitor) {
        by.require(Right.DELIVER);
        store.rejects(intake.id(), visitor);
    }

    /** Sellers who named buyers. */
    public List<Seller> sellers(Actor by) {
        by.require(Right.DELIVER);
        return store.sellers();
    }

    /**
     * What came with deliveries and is to end.
     *
     * @param seller whose
     * @param intake only of this file; null for all
     */
    public record Ending(String seller, @Nullable Intake intake) {
        public Ending {
            checkSeller(seller);
        }
    }

    /** How many watches {@link #end} would end. */
    public long wouldEnd(Ending ending, Act act) {
        act.by().require(Right.DELIVER);
        return store.end(ending.seller(), ending.intake(), null);
    }

    /**
     * Ends the watches that came with deliveries: these buyers are told of nothing any more, unless they watch the item by
     * themselves. The same file can then be handed in anew.
     *
     * @return how many ended
     * @throws RefusedException (BAD_REQUEST) without a reason
     */
    public long end(Ending ending, Act act) {
        act.by().require(Right.DELIVER);
        if (act.why().isBlank()) {
            throw new RefusedException(Fault.BAD_REQUEST, "deleting deliveries needs a reason");
        }
        var intake = ending.intake();
        var which = intake == null ? "all" : "delivery " + intake.id();
        return store.end(
                ending.seller(),
                intake,
                count -> entry("delivery.deleted", ending.seller(), which + ", ended " + count, act));
    }

    private AuditEntry entry(String action, String seller, String after, Act act) {
        return new AuditEntry(now(), act.name(), action, Watch.DELIVERY + seller, "", after, act.why());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
