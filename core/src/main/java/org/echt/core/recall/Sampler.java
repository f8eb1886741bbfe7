package org.echt.core.recall;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;
import org.echt.core.asbuilt.AsBuiltStore;
import org.echt.core.asbuilt.Build;
import org.echt.core.attribute.Miss;
import org.echt.core.attribute.NearMisses;
import org.echt.core.attribute.Scope;
import org.echt.core.attribute.ScopeTest;
import org.echt.core.attribute.Tri;
import org.echt.core.attribute.WhyNot;
import org.echt.core.recall.ImpactFinder.Look;
import org.echt.core.recall.Preview.Buckets;
import org.echt.core.recall.Preview.Example;
import org.echt.core.recall.Preview.Outside;
import org.echt.core.recall.Preview.Samples;
import org.echt.core.serial.ItemRange;
import org.echt.core.serial.ItemSet;

/**
 * Draws units to look at. Chance comes from the preview's hash alone, so that whoever approves sees the units the author
 * saw.
 */
final class Sampler {
    private static final int OF_DIFFERENCE = 20;

    private final AsBuiltStore builds;
    private final Look look;
    private final Impact impact;
    private final SplittableRandom random;

    Sampler(AsBuiltStore builds, Look look, Impact impact) {
        this.builds = builds;
        this.look = look;
        this.impact = impact;
        this.random = new SplittableRandom(
                Long.parseUnsignedLong(impact.summary().hash().substring(0, 16), 16));
    }

    /** @param n units of each side; of a difference to the version in force up to 20 whatever is asked for */
    Samples draw(Scope scope, Buckets buckets, int n) {
        int ofDifference = n == 0 ? 0 : OF_DIFFERENCE;
        var affected = random(impact.affected(), n, random.split());
        var unknown = random(impact.unknown(), n, random.split());
        var gained = random(buckets.gained(), ofDifference, random.split());
        var lost = random(buckets.lost(), ofDifference, random.split());
        var outside = outside(scope, n, random.split());
        var judge = judge(scope, List.of(affected, unknown, gained, lost, List.copyOf(outside.keySet())));
        return new Samples(
                affected.stream().map(judge).toList(),
                unknown.stream().map(judge).toList(),
                outside.entrySet().stream()
                        .map(e -> new Outside(judge.apply(e.getKey()), e.getValue()))
                        .toList(),
                gained.stream().map(judge).toList(),
                lost.stream().map(judge).toList());
    }

    /** Up to {@code n} different items, evenly drawn, ascending. */
    private static List<Long> random(ItemSet items, int n, SplittableRandom random) {
        long size = items.size();
        if (size <= n) {
            var all = new ArrayList<Long>();
            items.forEach(all::add);
            return all;
        }
        var drawn = new TreeSet<Long>();
        while (drawn.size() < n) {
            drawn.add(items.at(random.nextLong(size)));
        }
        return List.copyOf(drawn);
    }

    /** Near misses of every condition in turn, then any units of the same products. */
    private Map<Long, Optional<Scope>> outside(Scope scope, int n, SplittableRandom random) {
        var found = new LinkedHashMap<Long, Optional<Scope>>();
        if (n == 0) {
            return found;
        }
        var all = look.register().issued().andNot(impact.affected()).andNot(impact.unknown());
        var alike = all.and(alike());
        var near = new NearMisses(look.register(), builds, look.at(), look.sets(), random.split());
        takeInTurns(found, near.find(scope, alike), n, random);
        if (found.size() < n) {
            takeInTurns(found, near.find(scope, all), n, random);
        }
        random(alike.isEmpty() ? all : alike, n, random).stream()
                .filter(item -> !found.containsKey(item))
                .limit(n - found.size())
                .forEach(item -> found.put(item, Optional.empty()));
        return found;
    }

    /** Every issued item of the products that are affected. */
    private ItemSet alike() {
        var gtins = new TreeSet<String>();
        var ranges = new ArrayList<ItemRange>();
        for (var batch : look.register().batches()) {
            if (impact.affected().countIn(batch.items()) > 0) {
                gtins.add(batch.gtin().digits());
            }
        }
        for (var batch : look.register().batches()) {
            if (gtins.contains(batch.gtin().digits())) {
                ranges.add(batch.items());
            }
        }
        return ItemSet.ofRanges(ranges);
    }

    private static void takeInTurns(
            Map<Long, Optional<Scope>> found, List<NearMisses.Near> near, int n, SplittableRandom random) {
        var drawn = near.stream().map(one -> random(one.items(), n, random)).toList();
        for (int turn = 0; turn < n; turn++) {
            for (int i = 0; i < near.size() && found.size() < n; i++) {
                if (turn < drawn.get(i).size()) {
                    found.putIfAbsent(
                            drawn.get(i).get(turn), Optional.of(near.get(i).relaxed()));
                }
            }
        }
    }

    /** Looks at each unit of the lists; one read for all of them. */
    private Function<Long, Example> judge(Scope scope, List<List<Long>> lists) {
        long[] items = lists.stream()
                .flatMap(List::stream)
                .mapToLong(n -> n)
                .distinct()
                .toArray();
        var examples = new HashMap<Long, Example>();
        for (var build : builds.builds(items)) {
            examples.put(build.root(), example(scope, build));
        }
        return item -> Objects.requireNonNull(examples.get(item));
    }

    private Example example(Scope scope, Build build) {
        var item = look.register().traits(build.root()).orElseThrow();
        var outcome = new ScopeTest(look.register(), build, look.at(), _ -> false).test(scope, item);
        var miss = outcome.answer() == Tri.NO
                ? Optional.of(new WhyNot(look.register(), build, look.at()).explain(scope, item))
                : Optional.<Miss>empty();
        return new Example(item, outcome, miss);
    }
}
