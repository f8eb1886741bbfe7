package org.echt.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.echt.bench.SignalPopulation.Kind;
import org.echt.bench.SignalPopulation.Look;
import org.echt.bench.SignalRun.Item;
import org.echt.core.scan.Precision;
import org.echt.core.scan.Thresholds;

/**
 * How often honest people are troubled by copy signals, what burners can do, and how many copies are found: half a year of
 * invented people, judged by the program's own code. The same figures every time.
 */
final class SignalsBench implements Bench {
    private static final long SEED = 20_261_130;
    private static final int CODES = 1_000_000;
    private static final int DAY = 90;
    private static final int[] COPIES = {1, 2, 5, 10, 50, 100, 1_000};
    private static final double TOLERATED = 0.0005;

    private static final Thresholds CHOSEN = Thresholds.DEFAULTS;

    /** What a proxy and the records tell. */
    private record Known(String name, boolean places, boolean market) {}

    private static final Known ALL = new Known("countries and market known", true, true);
    private static final List<Known> KNOWN = List.of(
            ALL, new Known("countries known, market not", true, false), new Known("neither known", false, false));

    /** Honest items by their kind. */
    private record Honest(SignalRun run, Map<Kind, List<Item>> items) {
        List<Item> all() {
            return items.values().stream().flatMap(List::stream).toList();
        }

        long looks() {
            return all().stream().mapToLong(i -> i.looks).sum();
        }

        long count(ToIntFunction<Item> of) {
            return all().stream()
                    .filter(i -> of.applyAsInt(i) != SignalRun.NEVER)
                    .count();
        }
    }

    @Override
    public List<Figure> measure(Options options, PrintStream out) {
        out.println(CHOSEN);
        var figures = new ArrayList<Figure>();
        Honest calm = null;
        for (var known : KNOWN) {
            var honest = honest(known, CHOSEN);
            honest.run().run();
            figures.addAll(tell(known, honest, out));
            calm = known.equals(ALL) ? honest : calm;
        }
        if (calm != null) {
            figures.addAll(burn(calm, out));
            figures.addAll(copies(calm, out));
            variants(out);
        }
        return figures;
    }

    private static Honest honest(Known known, Thresholds thresholds) {
        var population = new SignalPopulation(SEED);
        var run = new SignalRun(thresholds, known.places(), known.market());
        var items = new EnumMap<Kind, List<Item>>(Kind.class);
        for (var kind : Kind.values()) {
            var of = new ArrayList<Item>();
            for (int i = 0; i < kind.items; i++) {
                of.add(run.add(population.honest(kind, i), dispute(kind, i)));
            }
            items.put(kind, of);
        }
        return new Honest(run, items);
    }

    /** In one dispute of twenty, the item was sold to two: then there are three. */
    private static List<Integer> dispute(Kind kind, int number) {
        if (kind.disputes == 0 || number % kind.disputes != 0) {
            return List.of();
        }
        return number % (20 * kind.disputes) == 0 ? List.of(100, 120, 130) : List.of(100, 120);
    }

    private static List<Figure> tell(Known known, Honest honest, PrintStream out) {
        out.println();
        out.println("honest people, " + known.name());
        out.printf("%-10s %8s %10s %7s %8s %9s%n", "kind", "items", "looks", "cases", "unusual", "answered");
        honest.items()
                .forEach((kind, items) -> out.printf(
                        "%-10s %,8d %,10d %,7d %,8d %,9d   %s%n",
                        kind,
                        items.size(),
                        items.stream().mapToLong(i -> i.looks).sum(),
                        items.stream().filter(i -> i.caseOn != SignalRun.NEVER).count(),
                        items.stream()
                                .filter(i -> i.unusualOn != SignalRun.NEVER)
                                .count(),
                        items.stream().mapToLong(i -> i.looksAnsweredUnusual).sum(),
                        kind.what));
        long looks = honest.looks();
        var answered = new Precision(
                honest.all().stream().mapToLong(i -> i.looksAnsweredUnusual).sum(), looks);
        var cases = new Precision(honest.count(i -> i.caseOn), looks);
        return List.of(
                alarm("honest looks that were told UNUSUAL; " + known.name(), answered),
                alarm("honest items a person is asked to look at, per honest look; " + known.name(), cases));
    }

    private static Figure alarm(String what, Precision share) {
        return new Figure(
                "",
                "signals",
                what,
                "%.4f %% (%,d of %,d)".formatted(100 * share.share(), share.copies(), share.decided()),
                "95 %%: %.4f to %.4f %%".formatted(100 * share.low(), 100 * share.high()),
                "-",
                "<= 0.05 %",
                share.high() <= TOLERATED);
    }

    /** Adds looks of attackers to the honest ones. */
    private interface Attack {
        void on(SignalRun run, SplittableRandom random, SignalPopulation anywhere);
    }

    private static List<Figure> burn(Honest calm, PrintStream out) {
        var attacks = new TreeMap<String, Attack>();
        attacks.put("1: one host, a million codes in a day", (run, _, _) -> {
            for (int code = 0; code < CODES; code++) {
                run.look(code, new Look(DAY, "RU", 1, 1));
            }
        });
        attacks.put("2: one host, ten names for itself, ten days", (run, _, _) -> {
            for (int i = 0; i < CODES; i++) {
                run.look(i % 100_000, new Look(DAY + i / 100_000, "RU", 1, i / 7));
            }
        });
        attacks.put("3: 10,000 hosts in 36 countries, a million codes in a day", (run, random, people) -> {
            for (int code = 0; code < CODES; code++) {
                run.look(code, bot(DAY, 10_000, random, people));
            }
        });
        attacks.put("4: a million hosts, each code from twelve of them over two months", (run, random, people) -> {
            for (int i = 0; i < 12 * 100_000; i++) {
                run.look(i % 100_000, bot(DAY + 5 * (i / 100_000), 1_000_000, random, people));
            }
        });
        attacks.put(
                "5: 5,000 hosts aim at 1,000 codes, those in dispute among them, daily for two months",
                (run, random, people) -> {
                    int chains = Kind.CHAIN.items;
                    int first = EnumSet.range(Kind.OWNER, Kind.POSTED).stream()
                                    .mapToInt(k -> k.items)
                                    .sum()
                            + Kind.SHOP.items
                            + Kind.AIRPORT.items;
                    for (int day = DAY; day < DAY + 60; day++) {
                        for (int code = 0; code < 1_000; code++) {
                            run.look(first + code * (chains / 1_000), bot(day, 5_000, random, people));
                        }
                    }
                });
        out.println();
        out.println("burners; accusations are honest items that turn UNUSUAL and did not without them");
        var figures = new ArrayList<Figure>();
        attacks.forEach((name, attack) -> {
            var honest = honest(ALL, CHOSEN);
            fill(honest.run());
            attack.on(honest.run(), new SplittableRandom(SEED), new SignalPopulation(SEED + 1));
            honest.run().run();
            long accused = honest.count(i -> i.unusualOn) - calm.count(i -> i.unusualOn);
            long cases = honest.count(i -> i.caseOn) - calm.count(i -> i.caseOn);
            out.printf("%s: %,d accusations, %,d more items for a person to look at%n", name, accused, cases);
            figures.add(new Figure(
                    "",
                    "signals",
                    "burn " + name,
                    "%,d accusations".formatted(accused),
                    "%,d more items in cases".formatted(cases),
                    "-",
                    "0 accusations",
                    accused == 0));
        });
        return figures;
    }

    private static void fill(SignalRun run) {
        while (run.size() < CODES) {
            run.add(List.of(), List.of());
        }
    }

    private static Look bot(int day, int hosts, SplittableRandom random, SignalPopulation people) {
        int host = random.nextInt(hosts);
        return new Look(day, people.anywhere(), 500_000_000 + host, host);
    }

    private static List<Figure> copies(Honest calm, PrintStream out) {
        var figures = new ArrayList<Figure>();
        var swept = new TreeMap<Integer, List<Item>>();
        for (var known : KNOWN) {
            out.println();
            out.println("copies, " + known.name()
                    + ": found by a person's case, and told to buyers before any person decides");
            for (int copies : COPIES) {
                var items = copied(known, copies, CHOSEN);
                if (known.equals(ALL)) {
                    swept.put(copies, items);
                }
                figures.add(found(known, copies, items, out));
            }
        }
        sweep(calm, swept, out);
        return figures;
    }

    private static List<Item> copied(Known known, int copies, Thresholds thresholds) {
        var population = new SignalPopulation(SEED + copies);
        var run = new SignalRun(thresholds, known.places(), known.market());
        var items = new ArrayList<Item>();
        for (int i = 0; i < (copies < 1_000 ? 1_000 : 200); i++) {
            var copied = population.copied(copies);
            items.add(run.add(copied.looks(), copied.shownInside()));
        }
        run.run();
        return items;
    }

    private static Figure found(Known known, int copies, List<Item> items, PrintStream out) {
        var cases = days(items, i -> i.caseOn);
        var unusual = days(items, i -> i.unusualOn);
        var share = new Precision(cases.size(), items.size());
        var text = "%.1f %% (95 %%: %.1f to %.1f), day %s; UNUSUAL %.1f %%, day %s"
                .formatted(
                        100 * share.share(),
                        100 * share.low(),
                        100 * share.high(),
                        SignalRun.median(cases),
                        100.0 * unusual.size() / items.size(),
                        SignalRun.median(unusual));
        out.printf("%,6d copies: %s%n", copies, text);
        return new Figure(
                "",
                "signals",
                "copies found, %,d in circulation; %s".formatted(copies, known.name()),
                text,
                "-",
                "-",
                "",
                true);
    }

    private static Map<Integer, Integer> days(List<Item> items, ToIntFunction<Item> of) {
        var days = new TreeMap<Integer, Integer>();
        for (int i = 0; i < items.size(); i++) {
            int day = of.applyAsInt(items.get(i));
            if (day != SignalRun.NEVER) {
                days.put(i, day);
            }
        }
        return days;
    }

    /** One setting changed, the others as chosen. */
    private static void variants(PrintStream out) {
        out.println();
        out.println("sweep of what the count rests on: honest items in cases (per honest look), and 10 copies found");
        var t = CHOSEN;
        for (int window : new int[] {60, 90, 120}) {
            variant("window " + window, with(t, window, t.codesOfNetwork(), t.peopleOfNetwork(), t.apart()), out);
        }
        for (int codes : new int[] {5, 20, 100}) {
            variant("codesOfNetwork " + codes, with(t, t.window(), codes, t.peopleOfNetwork(), t.apart()), out);
        }
        for (int people : new int[] {1, 2, 5}) {
            variant("peopleOfNetwork " + people, with(t, t.window(), t.codesOfNetwork(), people, t.apart()), out);
        }
        for (int apart : new int[] {7, 14, 28}) {
            variant("apart " + apart, with(t, t.window(), t.codesOfNetwork(), t.peopleOfNetwork(), apart), out);
        }
    }

    private static Thresholds with(Thresholds t, int window, int codes, int people, int apart) {
        return new Thresholds(
                window, codes, people, t.owners(), t.people(), t.places(), t.homes(), apart, t.outside(), t.seen());
    }

    private static void variant(String name, Thresholds thresholds, PrintStream out) {
        var honest = honest(ALL, thresholds);
        honest.run().run();
        var copied = copied(ALL, 10, thresholds);
        long found = copied.stream().filter(i -> i.caseOn != SignalRun.NEVER).count();
        long cases = honest.count(i -> i.caseOn);
        out.printf(
                "%-18s %,5d honest (%.4f %%); found %.1f %%%n",
                name, cases, 100.0 * cases / honest.looks(), 100.0 * found / copied.size());
    }

    /** One fact after another, the others left out. */
    private static void sweep(Honest honest, Map<Integer, List<Item>> copied, PrintStream out) {
        out.println();
        out.println(
                "sweep: honest items in cases by one sign alone (per honest look), and copies found by it, by their number");
        sweep("people", new int[] {50, 100, 200, 300, 400, 600, 800, 1_200}, i -> i.people, honest, copied, out);
        sweep("places", new int[] {3, 4, 5, 6, 8, 10, 12, 15}, i -> i.places, honest, copied, out);
        sweep("homes", new int[] {2, 3, 4, 5, 6}, i -> i.homes, honest, copied, out);
        sweep("outside", new int[] {2, 3, 4, 5, 6, 8, 10, 15}, i -> i.outside, honest, copied, out);
    }

    private static void sweep(
            String name,
            int[] thresholds,
            ToIntFunction<Item> fact,
            Honest honest,
            Map<Integer, List<Item>> copied,
            PrintStream out) {
        for (int threshold : thresholds) {
            long alarms = honest.all().stream()
                    .filter(i -> fact.applyAsInt(i) >= threshold)
                    .count();
            var line = new StringBuilder();
            copied.forEach((copies, items) -> line.append("  %d: %.0f %%"
                    .formatted(
                            copies,
                            100.0
                                    * items.stream()
                                            .filter(i -> fact.applyAsInt(i) >= threshold)
                                            .count()
                                    / items.size())));
            out.printf(
                    "%-8s >= %,5d: %,6d honest (%.4f %%); found%s%n",
                    name, threshold, alarms, 100.0 * alarms / honest.looks(), line);
        }
    }
}
