package org.echt.core.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.echt.core.scan.CopySignals.Circumstances;
import org.echt.core.scan.Signal.Level;
import org.junit.jupiter.api.Test;

/** Signs by example, and on random histories against a count that is written for nothing but being plain. */
class CopySignalsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 30);
    private static final Thresholds SMALL = new Thresholds(40, 20, 2, 3, 30, 4, 2, 10, 4, 3);
    private static final List<String> PLACES = List.of("", "DE", "AT", "FR", "VN", "US");
    private static final Circumstances PLAIN = new Circumstances(Life.COMMISSIONED, Set.of(), 0);

    private final CopySignals signals = new CopySignals(SMALL);

    private static ItemDay day(int ago, String place, int people) {
        return new ItemDay(7, TODAY.minusDays(ago), place, people);
    }

    @Test
    void nothingIsNothing() {
        assertEquals(new Signal(Signal.Facts.NONE, Set.of(), Level.NOTHING), signals.judge(List.of(), PLAIN, TODAY));
    }

    @Test
    void oneOwnerOnTravelIsNothing() {
        var history = List.of(day(38, "DE", 2), day(20, "FR", 1), day(19, "FR", 1), day(1, "DE", 1));
        var signal = signals.judge(history, PLAIN, TODAY);
        assertEquals(Level.NOTHING, signal.level());
        assertEquals(1, signal.facts().homes());
        assertEquals(List.of("DE", "FR"), signal.facts().places());
    }

    @Test
    void whoMovesHasOneHome() {
        var history = List.of(day(39, "DE", 1), day(28, "DE", 1), day(20, "FR", 1), day(1, "FR", 1));
        assertEquals(0, signals.judge(history, PLAIN, TODAY).facts().homes());
    }

    @Test
    void countriesItComesBackToAreASign() {
        var history = List.of(day(39, "DE", 1), day(28, "FR", 1), day(20, "DE", 1), day(1, "FR", 1));
        var signal = signals.judge(history, PLAIN, TODAY);
        assertEquals(Set.of(Reason.SEVERAL_HOMES), signal.reasons());
        assertEquals(Level.CASE, signal.level());
        assertEquals("", signal.casePlace());
    }

    @Test
    void theMarketIsASignOnlyWhereItIsKnown() {
        var history = List.of(day(3, "VN", 3), day(2, "US", 1));
        assertEquals(Level.NOTHING, signals.judge(history, PLAIN, TODAY).level());
        var market = new Circumstances(Life.COMMISSIONED, Set.of("DE", "AT"), 0);
        var signal = signals.judge(history, market, TODAY);
        assertEquals(Set.of(Reason.OUTSIDE_MARKET), signal.reasons());
        assertEquals("VN", signal.casePlace());
        assertEquals(
                Level.NOTHING,
                signals.judge(List.of(day(3, "VN", 30 - 1)), market, TODAY).level(),
                "one day");
        assertEquals(
                Level.NOTHING,
                signals.judge(List.of(day(3, "", 9), day(2, "", 9)), market, TODAY)
                        .level());
    }

    @Test
    void whatNobodyShouldHoldIsACaseAndAccusesNobody() {
        var history = List.of(day(3, "DE", 2), day(2, "DE", 1));
        for (var life : Life.values()) {
            var signal = signals.judge(history, new Circumstances(life, Set.of(), 0), TODAY);
            boolean sign = life == Life.DESTROYED || life == Life.NOT_RELEASED;
            assertEquals(sign ? Level.CASE : Level.NOTHING, signal.level(), life.name());
        }
    }

    @Test
    void twoInDisputeAreNoSignAndThreeAre() {
        assertEquals(Level.NOTHING, judgedWith(2).level());
        assertEquals(Level.UNUSUAL, judgedWith(3).level());
        assertEquals(Reason.MANY_OWNERS, judgedWith(3).cause());
    }

    private Signal judgedWith(int owners) {
        return signals.judge(List.of(), new Circumstances(Life.REGISTERED, Set.of(), owners), TODAY);
    }

    @Test
    void nothingCanBeSetSoThatOnePersonIsASign() {
        assertThrows(IllegalArgumentException.class, () -> new Thresholds(90, 20, 2, 2, 400, 8, 3, 14, 6, 4));
        assertThrows(IllegalArgumentException.class, () -> new Thresholds(90, 20, 2, 3, 1, 8, 3, 14, 6, 4));
        assertThrows(IllegalArgumentException.class, () -> new Thresholds(90, 20, 2, 3, 400, 8, 1, 14, 6, 4));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Signal(Signal.Facts.NONE, Set.of(Reason.MANY_PEOPLE), Level.UNUSUAL));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Signal(Signal.Facts.NONE, Set.of(Reason.DESTROYED_SEEN), Level.UNUSUAL));
    }

    @Test
    void judgesAsAPlainCountDoes() {
        long seed = Long.getLong("seed", 41);
        var random = new Random(seed);
        var met = EnumSet.noneOf(Reason.class);
        for (int i = 0; i < 20_000; i++) {
            var history = history(random);
            var circumstances = circumstances(random);
            var signal = signals.judge(history, circumstances, TODAY);
            assertEquals(plain(history, circumstances), signal.reasons(), "-Dseed=" + seed + " case " + i);
            met.addAll(signal.reasons());
            Collections.shuffle(history, random);
            assertEquals(signal, signals.judge(history, circumstances, TODAY), "the order must not matter");
            var asked = EnumSet.copyOf(EnumSet.allOf(Reason.class));
            asked.removeIf(Reason::isRecorded);
            assertEquals(
                    circumstances.owners() >= SMALL.owners(),
                    signal.level() == Level.UNUSUAL,
                    "asking must never accuse");
            if (signal.facts().people() < SMALL.least()) {
                assertTrue(Collections.disjoint(asked, signal.reasons()), "too few to be looked at by the store");
            }
        }
        assertEquals(EnumSet.allOf(Reason.class), met);
    }

    private static List<ItemDay> history(Random random) {
        var days = new TreeSet<String>();
        int most = random.nextInt(4) == 0 ? 3 : 25;
        for (int i = random.nextInt(most); i > 0; i--) {
            days.add(random.nextInt(50) + " " + PLACES.get(random.nextInt(2 + random.nextInt(PLACES.size() - 1))));
        }
        var history = new ArrayList<ItemDay>();
        for (var day : days) {
            var parts = day.split(" ", -1);
            history.add(day(Integer.parseInt(parts[0]) - 2, parts[1], 1 + random.nextInt(3)));
        }
        return history;
    }

    private static Circumstances circumstances(Random random) {
        var lives = Life.values();
        var markets = random.nextBoolean() ? Set.<String>of() : Set.of("DE", "AT");
        return new Circumstances(lives[random.nextInt(lives.length)], markets, random.nextInt(5));
    }

    private static Set<Reason> plain(List<ItemDay> all, Circumstances known) {
        var history = all.stream()
                .filter(d -> d.day().toEpochDay() <= TODAY.toEpochDay()
                        && TODAY.toEpochDay() - d.day().toEpochDay() < SMALL.window())
                .toList();
        int people = 0;
        int outside = 0;
        var days = new HashSet<LocalDate>();
        var daysOutside = new HashSet<LocalDate>();
        var places = new HashSet<String>();
        var homes = new HashSet<String>();
        for (var one : history) {
            people += one.people();
            days.add(one.day());
            if (one.place().isEmpty()) {
                continue;
            }
            places.add(one.place());
            if (!known.markets().isEmpty() && !known.markets().contains(one.place())) {
                outside += one.people();
                daysOutside.add(one.day());
            }
            for (var later : history) {
                for (var between : history) {
                    if (later.place().equals(one.place())
                            && later.day().toEpochDay() - one.day().toEpochDay() >= SMALL.apart()
                            && !between.place().isEmpty()
                            && !between.place().equals(one.place())
                            && between.day().toEpochDay() >= one.day().toEpochDay()
                            && between.day().toEpochDay() <= later.day().toEpochDay()) {
                        homes.add(one.place());
                    }
                }
            }
        }
        var reasons = new HashSet<Reason>();
        add(reasons, Reason.MANY_OWNERS, known.owners() >= SMALL.owners());
        boolean seen = people >= SMALL.seen() && days.size() > 1;
        add(reasons, Reason.DESTROYED_SEEN, seen && known.life() == Life.DESTROYED);
        add(reasons, Reason.NOT_RELEASED_SEEN, seen && known.life() == Life.NOT_RELEASED);
        add(reasons, Reason.OUTSIDE_MARKET, outside >= SMALL.outside() && daysOutside.size() > 1);
        add(reasons, Reason.SEVERAL_HOMES, homes.size() >= SMALL.homes());
        add(reasons, Reason.MANY_PLACES, places.size() >= SMALL.places());
        add(reasons, Reason.MANY_PEOPLE, people >= SMALL.people());
        return reasons;
    }

    private static void add(Set<Reason> reasons, Reason reason, boolean holds) {
        if (holds) {
            reasons.add(reason);
        }
    }

    @Test
    void precisionIsWilsons() {
        var half = new Precision(5, 10);
        assertEquals(0.5, half.share());
        assertEquals(0.2366, half.low(), 0.0001);
        assertEquals(0.7634, half.high(), 0.0001);
        assertEquals(0.2775, new Precision(0, 10).high(), 0.0001);
        assertEquals(0, new Precision(0, 10).low());
        assertEquals(1, new Precision(0, 0).high());
        assertThrows(IllegalArgumentException.class, () -> new Precision(2, 1));
    }
}
