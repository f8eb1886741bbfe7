package org.echt.testkit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.echt.core.asbuilt.Build;
import org.echt.core.asbuilt.ForeignPart;
import org.echt.core.asbuilt.Installation;
import org.echt.core.attribute.Scope;
import org.echt.core.product.Product;
import org.echt.core.product.Product.PlannedPart;
import org.echt.core.serial.Batch;
import org.echt.core.serial.ItemNumber;
import org.jspecify.annotations.Nullable;

/**
 * Says of every item whether a scope means it, in the most naive way there is: plain loops over plain lists, nothing
 * shared with the code it judges. Slow; for worlds of some hundred items.
 *
 * <p>Rules about an item itself are answered YES or NO from its traits. {@link Scope.Contains} looks at everything inside
 * at its instant, {@link Build#MAX_DEPTH} levels down: YES when something inside matches; else UNKNOWN when something
 * inside is UNKNOWN, when the item or anything inside it holds fewer parts than its product plans, or when the walk meets
 * a cycle or goes deeper; else NO. {@code All}, {@code Any} and {@code Not} are Kleene's three-valued logic.
 */
public final class BruteForce {
    private final World world;
    private final BruteForceValues values;

    public BruteForce(World world) {
        this.world = world;
        this.values = new BruteForceValues(world);
    }

    /** What a scope says of an item. */
    public enum Answer {
        AFFECTED,
        NOT,
        UNKNOWN;

        private static Answer of(boolean yes) {
            return yes ? AFFECTED : NOT;
        }

        private Answer not() {
            return switch (this) {
                case AFFECTED -> NOT;
                case NOT -> AFFECTED;
                case UNKNOWN -> UNKNOWN;
            };
        }
    }

    /** The answer for one item at the world's own instant. */
    public Answer test(Scope scope, long item) {
        return test(scope, item, world.now());
    }

    /** The answer for one item, own or foreign; {@code now} is what a null {@code asOf} means. */
    public Answer test(Scope scope, long item, Instant now) {
        return switch (scope) {
            case Scope.Items items -> Answer.of(items.items().contains(item));
            case Scope.Range range -> Answer.of(range.range().contains(item));
            case Scope.Lot lot -> Answer.of(inLots(lot, lotOf(item)));
            case Scope.OfProduct product -> Answer.of(isCalled(product.name(), item));
            case Scope.ProducedBetween days -> Answer.of(producedIn(days, item));
            case Scope.AttributeIs rule -> Answer.of(values.matches(rule, item));
            case Scope.Contains contains -> contains(contains, item, now);
            case Scope.All all -> all(all.scopes(), item, now);
            case Scope.Any any -> any(any.scopes(), item, now);
            case Scope.Not not -> test(not.scope(), item, now).not();
        };
    }

    /** The answers for every issued item, by item number, at {@code now}. */
    public SortedMap<Long, Answer> testAll(Scope scope, Instant now) {
        var answers = new TreeMap<Long, Answer>();
        for (long item : world.ownItems()) {
            answers.put(item, test(scope, item, now));
        }
        return answers;
    }

    /** The value of an attribute of an item, or null where it has none. */
    public @Nullable String value(String attribute, long item) {
        return values.value(attribute, item);
    }

    private Answer all(List<Scope> scopes, long item, Instant now) {
        var answer = Answer.AFFECTED;
        for (var scope : scopes) {
            switch (test(scope, item, now)) {
                case NOT -> {
                    return Answer.NOT;
                }
                case UNKNOWN -> answer = Answer.UNKNOWN;
                case AFFECTED -> {}
            }
        }
        return answer;
    }

    private Answer any(List<Scope> scopes, long item, Instant now) {
        var answer = Answer.NOT;
        for (var scope : scopes) {
            switch (test(scope, item, now)) {
                case AFFECTED -> {
                    return Answer.AFFECTED;
                }
                case UNKNOWN -> answer = Answer.UNKNOWN;
                case NOT -> {}
            }
        }
        return answer;
    }

    private static boolean inLots(Scope.Lot lots, @Nullable String lot) {
        return lot != null && lot.compareTo(lots.first()) >= 0 && lot.compareTo(lots.last()) <= 0;
    }

    private @Nullable String lotOf(long item) {
        var foreign = foreign(item);
        if (foreign != null) {
            return foreign.key().lot();
        }
        var batch = batchOf(world, item);
        return batch == null ? null : batch.lot();
    }

    private boolean isCalled(String name, long item) {
        var foreign = foreign(item);
        if (foreign != null) {
            return foreign.key().type().equalsIgnoreCase(name) || foreign.name().equalsIgnoreCase(name);
        }
        var batch = batchOf(world, item);
        if (batch == null) {
            return false;
        }
        var product = product(batch);
        return batch.gtin().digits().equals(name)
                || (product != null
                        && (product.key().equals(name) || product.name().equalsIgnoreCase(name)));
    }

    private boolean producedIn(Scope.ProducedBetween days, long item) {
        var batch = batchOf(world, item);
        return batch != null
                && !batch.producedOn().isBefore(days.first())
                && !batch.producedOn().isAfter(days.last());
    }

    private Answer contains(Scope.Contains contains, long item, Instant now) {
        var at = instant(contains.asOf(), now);
        var walk = new Walk(at);
        walk.down(item, List.of(item));
        var answer = walk.broken || isIncomplete(item, at) ? Answer.UNKNOWN : Answer.NOT;
        for (long part : walk.inside) {
            var inner = test(contains.inner(), part, now);
            if (inner == Answer.AFFECTED) {
                return Answer.AFFECTED;
            }
            if (inner == Answer.UNKNOWN || isIncomplete(part, at)) {
                answer = Answer.UNKNOWN;
            }
        }
        return answer;
    }

    /** The last instant of the day (UTC), or now. */
    private static Instant instant(@Nullable LocalDate asOf, Instant now) {
        return asOf == null
                ? now
                : asOf.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1);
    }

    private boolean isIncomplete(long item, Instant at) {
        var batch = batchOf(world, item);
        var product = batch == null ? null : product(batch);
        return product != null
                && product.plan().stream().anyMatch(planned -> has(item, planned, at) < planned.quantity());
    }

    private long has(long parent, PlannedPart planned, Instant at) {
        return directly(parent, at).stream().filter(part -> isA(part, planned)).count();
    }

    private boolean isA(long part, PlannedPart planned) {
        var foreign = foreign(part);
        if (foreign != null) {
            return foreign.key().type().equals(planned.part().digits());
        }
        var batch = batchOf(world, part);
        return batch != null && batch.gtin().equals(planned.part());
    }

    private List<Long> directly(long parent, Instant at) {
        return world.installations().stream()
                .filter(i -> i.parent() == parent && i.holdsAt(at))
                .map(Installation::part)
                .toList();
    }

    private @Nullable ForeignPart foreign(long item) {
        for (var part : world.foreign()) {
            if (part.item() == item) {
                return part;
            }
        }
        return null;
    }

    private @Nullable Product product(Batch batch) {
        for (var product : world.products()) {
            if (product.gtin().equals(batch.gtin())) {
                return product;
            }
        }
        return null;
    }

    /** The batch an own item was issued in; null for a foreign part or an item never issued. */
    static @Nullable Batch batchOf(World world, long item) {
        for (var batch : world.batches()) {
            if (!ItemNumber.isForeign(item) && item >= batch.firstItem() && item <= batch.lastItem()) {
                return batch;
            }
        }
        return null;
    }

    /** Every path down from one item at one instant. */
    private final class Walk {
        private final Instant at;
        private final Set<Long> inside = new HashSet<>();
        private boolean broken;

        Walk(Instant at) {
            this.at = at;
        }

        /**
         * Follows every part of {@code item}.
         *
         * @param path the root and everything down to the item, the item included
         */
        void down(long item, List<Long> path) {
            for (long part : directly(item, at)) {
                if (path.size() > Build.MAX_DEPTH) {
                    broken = true;
                } else if (path.contains(part)) {
                    broken = true;
                    inside.add(part);
                } else {
                    inside.add(part);
                    var longer = new ArrayList<>(path);
                    longer.add(part);
                    down(part, longer);
                }
            }
        }
    }
}
