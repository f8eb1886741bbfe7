package org.echt.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.echt.bench.SignalPopulation.Look;
import org.echt.core.scan.CopySignals;
import org.echt.core.scan.CopySignals.Circumstances;
import org.echt.core.scan.DayCount;
import org.echt.core.scan.ItemDay;
import org.echt.core.scan.Life;
import org.echt.core.scan.Signal;
import org.echt.core.scan.Signal.Level;
import org.echt.core.scan.Thresholds;
import org.echt.core.scan.Visitor;

/** The days of many items, counted and judged by the program's own code as its nightly look does. */
final class SignalRun {
    static final int NEVER = -1;
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    private final Thresholds thresholds;
    private final CopySignals signals;
    private final boolean placesKnown;
    private final boolean marketKnown;
    private final List<List<Seen>> days = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();
    private final List<Integer> disputed = new ArrayList<>();

    private record Seen(int item, Look look) {}

    /** What came of one item. */
    static final class Item {
        final List<Integer> shownInside;
        final List<ItemDay> history = new ArrayList<>();
        int looks;
        int caseOn = NEVER;
        int unusualOn = NEVER;
        int looksAnsweredUnusual;
        /** The most of each fact on any day, by which thresholds can be swept. */
        int people;

        int places;
        int homes;
        int outside;

        Item(List<Integer> shownInside) {
            this.shownInside = shownInside;
        }

        int owners(int day) {
            return (int) shownInside.stream().filter(d -> d <= day).count();
        }
    }

    /** @param placesKnown whether a proxy tells countries */
    SignalRun(Thresholds thresholds, boolean placesKnown, boolean marketKnown) {
        this.thresholds = thresholds;
        this.signals = new CopySignals(thresholds);
        this.placesKnown = placesKnown;
        this.marketKnown = marketKnown;
        for (int day = 0; day < SignalPopulation.DAYS; day++) {
            days.add(new ArrayList<>());
        }
    }

    /** @param shownInside days on which another person showed the inside code */
    Item add(List<Look> looks, List<Integer> shownInside) {
        var item = new Item(shownInside);
        looks.forEach(look -> days.get(look.day()).add(new Seen(items.size(), look)));
        if (!shownInside.isEmpty()) {
            disputed.add(items.size());
        }
        items.add(item);
        return item;
    }

    /** Adds looks at an item that is there. */
    void look(int item, Look look) {
        days.get(look.day()).add(new Seen(item, look));
    }

    int size() {
        return items.size();
    }

    void run() {
        for (int day = 0; day < days.size(); day++) {
            run(day);
        }
    }

    private void run(int day) {
        var count = new DayCount(FIRST.plusDays(day), thresholds);
        for (var seen : days.get(day)) {
            var item = items.get(seen.item());
            item.looks++;
            if (item.unusualOn != NEVER) {
                item.looksAnsweredUnusual++;
            }
            count.add(seen.item(), visitor(seen.look()));
        }
        var touched = new HashMap<Integer, List<ItemDay>>();
        for (var one : count.result()) {
            touched.computeIfAbsent((int) one.item(), _ -> new ArrayList<>()).add(one);
        }
        // As the nightly look, which asks for these whoever looked at them.
        disputed.stream()
                .filter(number -> items.get(number).owners(day) >= thresholds.owners())
                .forEach(number -> touched.computeIfAbsent(number, _ -> List.of()));
        touched.forEach((number, counted) -> judge(items.get(number), counted, day));
    }

    private Visitor visitor(Look look) {
        long person = (long) mix(look.network() * 1_000_003 + look.day()) << 32 | (mix(look.agent()) & 0xffff_ffffL);
        return new Visitor(person == 0 ? 1 : person, placesKnown ? look.place() : "");
    }

    /** As even as a keyed hash. */
    private static int mix(int value) {
        int mixed = (value ^ value >>> 16) * 0x7feb352d;
        mixed = (mixed ^ mixed >>> 15) * 0x846ca68b;
        return mixed ^ mixed >>> 16;
    }

    private void judge(Item item, List<ItemDay> counted, int day) {
        var today = FIRST.plusDays(day);
        item.history.addAll(counted);
        item.history.removeIf(d -> !d.day().isAfter(today.minusDays(thresholds.window())));
        var markets = marketKnown ? Set.copyOf(SignalPopulation.MARKET) : Set.<String>of();
        var signal =
                signals.judge(item.history, new Circumstances(Life.COMMISSIONED, markets, item.owners(day)), today);
        note(item, signal);
        if (signal.level() != Level.NOTHING && item.caseOn == NEVER) {
            item.caseOn = day;
        }
        if (signal.level() == Level.UNUSUAL && item.unusualOn == NEVER) {
            item.unusualOn = day;
        }
    }

    private static void note(Item item, Signal signal) {
        var facts = signal.facts();
        item.people = Math.max(item.people, facts.people());
        item.places = Math.max(item.places, facts.places().size());
        item.homes = Math.max(item.homes, facts.homes());
        item.outside = Math.max(item.outside, facts.outside());
    }

    /** The middle of some days. */
    static String median(Map<?, Integer> values) {
        if (values.isEmpty()) {
            return "-";
        }
        var sorted = values.values().stream().mapToInt(Integer::intValue).toArray();
        Arrays.sort(sorted);
        return Integer.toString(sorted[sorted.length / 2]);
    }
}
