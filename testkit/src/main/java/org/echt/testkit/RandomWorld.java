package org.echt.testkit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.echt.core.asbuilt.ForeignPart;
import org.echt.core.asbuilt.Installation;
import org.echt.core.asbuilt.PartKey;
import org.echt.core.notice.RemedyKind;
import org.echt.core.product.Product;
import org.echt.core.product.Product.PlannedPart;
import org.echt.core.recall.Remedy;
import org.echt.core.serial.Batch;
import org.echt.core.serial.ItemNumber;

/**
 * Small random worlds for property tests: products planned up to 4 levels deep, parts missing, swapped and put into
 * something else later, parts and shared lots of other makers, attributes of every target. A pure function of the
 * generator given. A part that carries a serial sits in one parent at a time and nothing is ever inside itself, except in
 * {@link #broken} worlds.
 */
public final class RandomWorld {
    static final List<String> LOTS = List.of("LA", "LB", "LC", "LD", "LE");
    static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);
    static final int DAYS = 60;

    private final RandomGenerator random;
    private final List<List<Product>> levels = new ArrayList<>();
    private final List<Batch> batches = new ArrayList<>();
    private final List<Installation> installations = new ArrayList<>();
    private final List<ForeignPart> foreign = new ArrayList<>();
    private final Map<Long, Instant> freeFrom = new HashMap<>();
    private int foreignParts;
    private int foreignLots;

    private RandomWorld(RandomGenerator random) {
        this.random = random;
    }

    /** A world as imports would let it come about. */
    public static World of(RandomGenerator random) {
        return new RandomWorld(random).make(false);
    }

    /** A world that also holds, from its first day for good, a cycle or a chain deeper than any walk follows. */
    public static World broken(RandomGenerator random) {
        return new RandomWorld(random).make(true);
    }

    private World make(boolean broken) {
        products();
        levels.forEach(level -> level.forEach(this::issue));
        sharedLots();
        levels.stream().skip(1).forEach(level -> level.forEach(this::build));
        if (broken) {
            breakIt();
        }
        var products = levels.stream().flatMap(List::stream).toList();
        var bare = new World(products, batches, installations, foreign, List.of(), List.of(), List.of(), now());
        var attributes = new RandomAttributes(random, bare);
        return new World(
                products,
                batches,
                installations,
                foreign,
                attributes.definitions(),
                attributes.changeSets(),
                remedies(bare),
                bare.now());
    }

    private void products() {
        int depth = random.nextInt(2, 6);
        for (int level = 0; level < depth; level++) {
            var made = new ArrayList<Product>();
            for (int k = random.nextInt(1, 3); k > 0; k--) {
                int n = 10 * level + k;
                made.add(Products.product(n, "p" + level + "-" + k, "Part " + level + " Mark " + k, plan()));
            }
            levels.add(made);
        }
    }

    /** One or two kinds of part, at least one of the level below; nothing on the lowest level. */
    private List<PlannedPart> plan() {
        if (levels.isEmpty()) {
            return List.of();
        }
        var plan = new ArrayList<PlannedPart>();
        plan.add(new PlannedPart(pick(levels.getLast()).gtin(), random.nextInt(1, 4)));
        var other = pick(pick(levels)).gtin();
        if (chance(30) && !plan.getFirst().part().equals(other)) {
            plan.add(new PlannedPart(other, 1));
        }
        return plan;
    }

    private void issue(Product product) {
        for (int k = random.nextInt(1, 3); k > 0; k--) {
            int number = batches.size() + 1;
            var day = FIRST_DAY.plusDays(random.nextInt(10));
            batches.add(Batches.batch(number, "PO-" + number, product, pick(LOTS), random.nextInt(2, 9), day));
        }
    }

    private void sharedLots() {
        for (int k = random.nextInt(3); k > 0; k--) {
            var key = new PartKey("Voltaic", "GLUE", "G" + k, "");
            foreign.add(new ForeignPart(ItemNumber.foreignLot(++foreignLots), key, "Glue"));
        }
    }

    private void build(Product product) {
        for (long item : itemsOf(product)) {
            if (chance(85)) {
                product.plan().forEach(planned -> build(item, planned));
            }
            if (chance(20)) {
                install(item, foreignPart(pick(List.of("CTRL-9", "FAN-2"))), moment(Instant.MIN));
            }
            if (foreignLots > 0 && chance(30)) {
                install(item, ItemNumber.foreignLot(random.nextInt(1, foreignLots + 1)), moment(Instant.MIN));
            }
        }
    }

    private void build(long parent, PlannedPart planned) {
        for (int k = 0; k < planned.quantity(); k++) {
            if (chance(90)) {
                fit(parent, planned, Instant.MIN, 2);
            }
        }
    }

    /** Puts in one part of the kind; now and then it is taken out later, and mostly another put in its place. */
    private void fit(long parent, PlannedPart planned, Instant earliest, int swaps) {
        var free = free(planned);
        long part = free.isEmpty() || chance(15) ? foreignPart(planned.part().digits()) : pick(free);
        var after = freeFrom.getOrDefault(part, Instant.MIN);
        var from = moment(after.isAfter(earliest) ? after : earliest);
        if (chance(80)) {
            install(parent, part, from);
            return;
        }
        var to = moment(from.plusNanos(1000));
        installations.add(new Installation(parent, part, from, to));
        freeFrom.put(part, to);
        if (swaps > 0 && chance(80)) {
            fit(parent, planned, to, swaps - 1);
        }
    }

    private void install(long parent, long part, Instant from) {
        installations.add(new Installation(parent, part, from, Installation.STILL));
        freeFrom.put(part, Installation.STILL);
    }

    private List<Long> free(PlannedPart planned) {
        return batches.stream()
                .filter(b -> b.gtin().equals(planned.part()))
                .flatMapToLong(b -> LongStream.rangeClosed(b.firstItem(), b.lastItem()))
                .filter(item -> !Installation.STILL.equals(freeFrom.get(item)))
                .boxed()
                .toList();
    }

    private List<Long> itemsOf(Product product) {
        return batches.stream()
                .filter(b -> b.gtin().equals(product.gtin()))
                .flatMapToLong(b -> LongStream.rangeClosed(b.firstItem(), b.lastItem()))
                .boxed()
                .toList();
    }

    private long foreignPart(String type) {
        long item = ItemNumber.foreignPart(++foreignParts);
        var lot = chance(50) ? pick(LOTS) : "";
        foreign.add(new ForeignPart(item, new PartKey("Voltaic", type, lot, "SN-" + foreignParts), "Spare " + type));
        return item;
    }

    /** A chain of 20 items of their own kind, put inside something; as a cycle, the third also holds the first. */
    private void breakIt() {
        var product = Products.product(99, "link", "Chain Link", List.of());
        var top = pick(batches);
        var batch = Batches.batch(batches.size() + 1, "PO-chain", product, pick(LOTS), 20, FIRST_DAY);
        levels.getFirst().add(product);
        batches.add(batch);
        var begin = Instant.parse("2020-01-01T00:00:00Z");
        boolean cycle = chance(50);
        for (int k = 0; k < (cycle ? 2 : 19); k++) {
            installations.add(always(Batches.item(batch, k), Batches.item(batch, k + 1), begin));
        }
        if (cycle) {
            installations.add(always(Batches.item(batch, 2), batch.firstItem(), begin));
        }
        installations.add(always(top.firstItem(), batch.firstItem(), begin));
    }

    private static Installation always(long parent, long part, Instant from) {
        return new Installation(parent, part, from, Installation.STILL);
    }

    private List<Remedy> remedies(World bare) {
        var remedies = new ArrayList<Remedy>();
        for (long item : bare.allItems()) {
            if (chance(5)) {
                remedies.add(new Remedy("R-1", item, RemedyKind.REPAIR, bare.now(), "Shop Weimar", ""));
            }
        }
        return remedies;
    }

    private Instant now() {
        return RandomMoments.at(random, FIRST_DAY.plusDays(random.nextInt(20, DAYS)));
    }

    /** Some moment of the world's days, not before {@code earliest}; often one where a day begins or ends. */
    private Instant moment(Instant earliest) {
        var moment = RandomMoments.at(random, FIRST_DAY.plusDays(random.nextInt(DAYS)));
        return moment.isBefore(earliest) ? earliest : moment;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
