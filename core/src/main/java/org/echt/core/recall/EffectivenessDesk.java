package org.echt.core.recall;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.echt.core.attribute.Register;
import org.echt.core.attribute.ValueSplit;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.recall.Effectiveness.Counts;
import org.echt.core.recall.Effectiveness.Level;
import org.echt.core.recall.Effectiveness.Reached;
import org.echt.core.recall.ToldItems.Step;
import org.echt.core.scan.Life;
import org.echt.core.scan.ScanStore;
import org.echt.core.serial.ItemSet;

/** Counts how far recalls have got; changes nothing. Thread-safe. */
public final class EffectivenessDesk {
    /** The attribute that says where a unit is: {@code maker}, {@code distributor}, {@code retailer} or {@code consumer}. */
    public static final String HOLDER = "holder";

    private final RecallDesk recalls;
    private final RecallStore remedies;
    private final ProofStore proofs;
    private final ScanStore scans;
    private final ToldItems told;
    private final UnaryOperator<ItemSet> reachable;
    private final Supplier<Register> register;

    /**
     * Makes a desk.
     *
     * @param recalls find what is affected
     * @param sources of what became of it
     * @param register the present register, freshly read at each call
     */
    public EffectivenessDesk(RecallDesk recalls, Sources sources, Supplier<Register> register) {
        this.recalls = recalls;
        this.remedies = sources.remedies();
        this.proofs = sources.proofs();
        this.scans = sources.scans();
        this.told = sources.told();
        this.reachable = sources.reachable();
        this.register = register;
    }

    /**
     * What is counted.
     *
     * @param reachable which of some items somebody is reached for, by a message that would arrive
     */
    public record Sources(
            RecallStore remedies,
            ProofStore proofs,
            ScanStore scans,
            ToldItems told,
            UnaryOperator<ItemSet> reachable) {}

    /**
     * Counts.
     *
     * @param from first instant of the period; what was before the first publication is never counted
     * @param to first instant after it; totals reach up to here
     * @throws RefusedException (NOT_FOUND) without such a recall, (CONFLICT) for one that was never published
     */
    public Effectiveness of(String id, Instant from, Instant to) {
        var since = published(recalls.find(id));
        var affected = recalls.impact(id).affected();
        var registered = scans.inLife(Life.REGISTERED).and(affected);
        var reached = reachable.apply(affected);
        var begin = from.isBefore(since) ? since : from;
        var end = to.isBefore(begin) ? begin : to;
        var period = happened(id, begin, end);
        var total = happened(id, since, end);
        var levels = new EnumMap<Level, Counts>(Level.class);
        split(affected, registered)
                .forEach((level, items) -> levels.put(
                        level,
                        new Counts(
                                items.size(),
                                reached.and(items).size(),
                                reached(period.notified, total.notified, items),
                                reached(period.delivered, total.delivered, items),
                                reached(period.read, total.read, items),
                                reached(period.seen, total.seen, items),
                                reached(period.answered, total.answered, items),
                                reached(period.remedied, total.remedied, items))));
        var all = levels.values().stream().reduce(Counts.NONE, Counts::plus);
        return new Effectiveness(id, since, from, to, levels, all);
    }

    private static Instant published(Recall recall) {
        return recall.revisions().stream()
                .filter(r -> r.state().isPublic())
                .map(Revision::at)
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        Fault.CONFLICT, "recall " + recall.id() + " was never published, so nothing came of it"));
    }

    private record Happened(
            ItemSet notified, ItemSet delivered, ItemSet read, ItemSet seen, ItemSet answered, ItemSet remedied) {}

    private Happened happened(String id, Instant from, Instant to) {
        var remedied = remedies.remedied(id, from, to);
        var wished = told.items(id, Step.ANSWERED, from, to);
        return new Happened(
                told.items(id, Step.NOTIFIED, from, to),
                told.items(id, Step.DELIVERED, from, to),
                told.items(id, Step.READ, from, to),
                scans.checked(from, to),
                proofs.items(id, from, to).or(wished).or(remedied),
                remedied);
    }

    private static Reached reached(ItemSet period, ItemSet total, ItemSet items) {
        return new Reached(period.and(items).size(), total.and(items).size());
    }

    /** Every item in exactly one level: what {@code holder} says, else what its life says. */
    private Map<Level, ItemSet> split(ItemSet affected, ItemSet registered) {
        var levels = new EnumMap<Level, ItemSet>(Level.class);
        for (var level : Level.values()) {
            levels.put(level, ItemSet.EMPTY);
        }
        ValueSplit.of(register.get(), HOLDER, affected)
                .forEach((value, items) -> level(value).ifPresent(l -> levels.merge(l, items, ItemSet::or)));
        levels.merge(Level.CONSUMER, registered.andNot(all(levels)), ItemSet::or);
        var unreleased = scans.inLife(Life.NOT_RELEASED).and(affected);
        levels.merge(Level.MAKER, unreleased.andNot(all(levels)), ItemSet::or);
        levels.put(Level.UNKNOWN, affected.andNot(all(levels)));
        return levels;
    }

    private static Optional<Level> level(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "maker" -> Optional.of(Level.MAKER);
            case "distributor" -> Optional.of(Level.DISTRIBUTOR);
            case "retailer" -> Optional.of(Level.RETAILER);
            case "consumer" -> Optional.of(Level.CONSUMER);
            default -> Optional.empty();
        };
    }

    private static ItemSet all(Map<Level, ItemSet> levels) {
        return levels.values().stream().reduce(ItemSet.EMPTY, ItemSet::or);
    }
}
