package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Role;
import org.echt.core.audit.AuditLog.Filter;
import org.echt.core.fault.RefusedException;
import org.echt.core.scan.CopyCase;
import org.echt.core.scan.CopyCase.Outcome;
import org.echt.core.scan.DayCount;
import org.echt.core.scan.ItemDay;
import org.echt.core.scan.ItemState.Use;
import org.echt.core.scan.Life;
import org.echt.core.scan.Precision;
import org.echt.core.scan.Reason;
import org.echt.core.scan.Scan;
import org.echt.core.scan.Signal;
import org.echt.core.scan.SignalDesk;
import org.echt.core.scan.SignalStore.Candidate;
import org.echt.core.scan.SignalStore.Progress;
import org.echt.core.scan.SignalWatch;
import org.echt.core.scan.Thresholds;
import org.echt.core.scan.Visitor;
import org.echt.testkit.FaultMatrix.Step;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link org.echt.core.scan.SignalStore} keeps, and the nightly look over it. */
public abstract class SignalStoreContract extends StoreContract {
    private static final long LAPTOP = Batches.item(Batches.LAPTOPS, 7);
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Thresholds SMALL = new Thresholds(30, 3, 2, 3, 12, 4, 2, 5, 4, 3);
    private static final Actor CLERK = Actor.of("ines.roth", Role.SERVICE);

    private final Map<Long, Integer> owners = new HashMap<>();
    private SettableTime time = SettableTime.at("2026-03-03T00:30:00Z");
    private final Random names = new Random(5);
    private int scans;

    @BeforeEach
    void batches() {
        acme(given);
        given.signals().begin(DAY.minusDays(1));
    }

    private SignalWatch watch(Stores stores, InstantSource clock) {
        var knowledge = new SignalWatch.Knowledge() {
            @Override
            public Set<String> markets(long item) {
                return Set.of("DE", "AT");
            }

            @Override
            public Map<Long, Integer> owners(int least) {
                return owners;
            }
        };
        return new SignalWatch(stores.signals(), knowledge, SMALL, clock, names);
    }

    /** Looks at every day that is over. */
    private void look() {
        var watch = watch(given, time);
        while (watch.step()) {}
    }

    private void scan(Stores stores, long item, LocalDate day, long person, String place) {
        var at = day.atTime(9, 0).toInstant(ZoneOffset.UTC).plusMillis(scans);
        var number = ScanStoreContract.scan(++scans, item, at);
        stores.scans()
                .append(new Scan(
                        number.reference(),
                        at,
                        item,
                        "ISSUED",
                        "",
                        1,
                        "t",
                        "en",
                        Scan.Channel.WEB,
                        new Visitor(person, place)));
    }

    private void scan(long item, LocalDate day, int network, String place) {
        scan(given, item, day, person(network, 1), place);
    }

    private static long person(int network, int agent) {
        return (long) network << 32 | agent;
    }

    private Use use(long item) {
        return given.items().read(item, false).state().use();
    }

    @Test
    void aDayIsCountedAsByHand() {
        var random = new Random(Long.getLong("seed", 17));
        var all = new ArrayList<Scan>();
        for (int i = 0; i < 600; i++) {
            int network = random.nextInt(40) - 20;
            var at = DAY.atStartOfDay().toInstant(ZoneOffset.UTC).plusSeconds(random.nextInt(3) * 43_200L - 43_200);
            long person = random.nextInt(10) == 0 ? 0 : person(network, random.nextInt(4));
            var place = random.nextBoolean() ? "" : random.nextBoolean() ? "DE" : "VN";
            long item = random.nextInt(20) == 0 ? -1 : LAPTOP + random.nextInt(Math.abs(network) < 5 ? 8 : 3);
            var one = ScanStoreContract.scan(i, item, at);
            var scan = new Scan(
                    one.reference(),
                    at,
                    item,
                    "ISSUED",
                    "",
                    1,
                    "t",
                    "en",
                    Scan.Channel.WEB,
                    new Visitor(person, place));
            all.add(scan);
            given.scans().append(scan);
        }
        assertTrue(given.signals().count(DAY, SMALL, Set.of()));
        var today = all.stream()
                .filter(s -> LocalDate.ofInstant(s.at(), ZoneOffset.UTC).equals(DAY))
                .toList();
        var expected = new ArrayList<ItemDay>();
        var byHand = DayCount.of(DAY, today, SMALL);
        byHand.stream()
                .filter(d -> byHand.stream()
                                .filter(o -> o.item() == d.item())
                                .mapToInt(ItemDay::people)
                                .sum()
                        >= SMALL.least())
                .forEach(expected::add);
        assertFalse(expected.isEmpty());
        assertEquals(expected, counted());
    }

    private List<ItemDay> counted() {
        return given.signals().candidates(-1, 1_000).stream()
                .map(Candidate::history)
                .flatMap(List::stream)
                .sorted(Comparator.comparingLong(ItemDay::item)
                        .thenComparing(ItemDay::day)
                        .thenComparing(ItemDay::place))
                .toList();
    }

    @Test
    void oneAfterTheOther() {
        var store = given.signals();
        store.begin(DAY.plusDays(9));
        assertEquals(Optional.of(new Progress(DAY.minusDays(1), -1, true)), store.progress());
        assertFalse(store.count(DAY.plusDays(1), SMALL, Set.of()), "not the next day");
        assertTrue(store.count(DAY, SMALL, Set.of()));
        var counted = new Progress(DAY, -1, false);
        assertEquals(Optional.of(counted), store.progress());
        assertFalse(store.count(DAY.plusDays(1), SMALL, Set.of()), "the day is not done");
        var done = new Progress(DAY, 5, true);
        assertFalse(store.judged(List.of(), done, done, NOON), "not where it stands");
        assertTrue(store.judged(List.of(), counted, done, NOON));
        assertEquals(Optional.of(done), store.progress());
    }

    @Test
    void aDayThatIsNotOverIsLeft() {
        time.set(Instant.parse("2026-03-03T00:05:00Z"));
        look();
        assertEquals(DAY.minusDays(1), given.signals().progress().orElseThrow().day());
        time.advance(Duration.ofMinutes(10));
        look();
        assertEquals(new Progress(DAY, -1, true), given.signals().progress().orElseThrow());
    }

    /** Seen in the market and outside it, on two days. */
    private void sellAbroad(Stores stores, long item) {
        for (int i = 0; i < 5; i++) {
            scan(stores, item, DAY.plusDays(i % 2), person(1_000 + scans, 1), i == 0 ? "DE" : "VN");
        }
    }

    @Test
    void casesAreGroupedAndNoAnswerChanges() {
        sellAbroad(given, LAPTOP);
        sellAbroad(given, LAPTOP + 1);
        sellAbroad(given, Batches.item(Batches.PACKS, 3));
        scan(LAPTOP + 2, DAY, 9, "VN");
        time.set(Instant.parse("2026-03-04T00:30:00Z"));
        look();
        var cases = given.signals().open(10);
        assertEquals(2, cases.size());
        var laptops = cases.getFirst();
        assertEquals(Reason.OUTSIDE_MARKET, laptops.cause());
        assertEquals(Batches.LAPTOPS.number(), laptops.batch());
        assertEquals("VN", laptops.place());
        assertEquals(2, laptops.items());
        assertEquals(2, laptops.undecided());
        var suspects = given.signals().suspects(laptops.id(), 10);
        assertEquals(
                List.of(LAPTOP, LAPTOP + 1),
                suspects.stream().map(CopyCase.Suspect::item).toList());
        var facts = suspects.getFirst().signal().facts();
        assertEquals(new Signal.Facts(5, 2, 3, List.of("DE", "VN"), 0, 4, "VN", DAY, DAY.plusDays(1)), facts);
        assertEquals(List.of(laptops), given.signals().casesOf(LAPTOP));
        assertEquals(Use.NORMAL, use(LAPTOP));
        assertEquals(0, given.signals().countOf(Use.UNUSUAL));
    }

    @Test
    void peopleDecide() {
        var desk = new SignalDesk(given.signals(), time);
        sellAbroad(given, LAPTOP);
        sellAbroad(given, LAPTOP + 1);
        time.set(Instant.parse("2026-03-04T00:30:00Z"));
        look();
        var id = given.signals().open(1).getFirst().id();
        var act = new Act(CLERK, "photos of two");
        assertThrows(RefusedException.class, () -> desk.decide(id, null, Outcome.COPY, new Act(CLERK, " ")));
        assertThrows(RefusedException.class, () -> desk.decide(id, Set.of(LAPTOP, LAPTOP + 5), Outcome.COPY, act));
        assertThrows(RefusedException.class, () -> desk.decide("SIG-0", null, Outcome.COPY, act));
        var viewer = new Act(Actor.of("jo", Role.VIEWER), "x");
        assertThrows(RefusedException.class, () -> desk.decide(id, null, Outcome.COPY, viewer));
        assertEquals(Map.of(), given.signals().precision());

        assertEquals(1, desk.decide(id, Set.of(LAPTOP), Outcome.COPY, act));
        assertEquals(Use.COPY_CONFIRMED, use(LAPTOP));
        assertEquals(1, given.signals().find(id).orElseThrow().undecided());
        assertEquals(1, desk.decide(id, null, Outcome.GENUINE, act));
        assertEquals(List.of(), given.signals().open(10));
        assertThrows(RefusedException.class, () -> desk.decide(id, null, Outcome.COPY, act));
        assertEquals(
                Map.of(Reason.OUTSIDE_MARKET, new Precision(1, 1)),
                given.signals().precision());

        assertEquals(1, desk.decide(id, Set.of(LAPTOP), Outcome.TEST, act), "decided otherwise");
        assertEquals(Use.NORMAL, use(LAPTOP));
        assertEquals(
                Map.of(Reason.OUTSIDE_MARKET, new Precision(0, 1)),
                given.signals().precision());
        var entries = given.audit().find(new Filter("", "signal.", "", null, null, Long.MAX_VALUE, 20));
        assertEquals(3, entries.size(), "" + entries);
    }

    @Test
    void whatWasFoundCountsFromThenOn() {
        var desk = new SignalDesk(given.signals(), time);
        for (long item = LAPTOP; item < LAPTOP + 3; item++) {
            sellAbroad(given, item);
        }
        time.set(Instant.parse("2026-03-04T00:30:00Z"));
        look();
        var id = given.signals().open(1).getFirst().id();
        var act = new Act(CLERK, "asked them");
        desk.decide(id, Set.of(LAPTOP), Outcome.GENUINE, act);
        desk.decide(id, Set.of(LAPTOP + 1), Outcome.TEST, act);
        desk.decide(id, Set.of(LAPTOP + 2), Outcome.COPY, act);
        for (long item = LAPTOP; item < LAPTOP + 3; item++) {
            scan(item, DAY.plusDays(4), (int) item + 7, "VN");
        }
        time.set(Instant.parse("2026-03-07T00:30:00Z"));
        look();
        assertEquals(List.of(), given.signals().open(10), "one new look at each");
        for (long item = LAPTOP; item < LAPTOP + 3; item++) {
            for (int i = 0; i < 4; i++) {
                scan(item, DAY.plusDays(5 + i % 2), (int) item + 20 + i, "VN");
            }
        }
        time.set(Instant.parse("2026-03-09T00:30:00Z"));
        look();
        var again = given.signals().open(10);
        assertEquals(1, again.size());
        assertEquals(1, again.getFirst().items());
        assertEquals(again.getFirst(), given.signals().casesOf(LAPTOP).getFirst());
        assertEquals(2, given.signals().casesOf(LAPTOP).size());
        assertEquals(Use.COPY_CONFIRMED, use(LAPTOP + 2));
    }

    @Test
    void manyOwnersAreToldAndForgottenWhenSomebodyDecided() {
        owners.put(LAPTOP, 3);
        look();
        assertEquals(Use.UNUSUAL, use(LAPTOP));
        assertEquals(1, given.signals().countOf(Use.UNUSUAL));
        assertEquals(Reason.MANY_OWNERS, given.signals().open(1).getFirst().cause());
        owners.clear();
        time.advance(Duration.ofDays(1));
        look();
        assertEquals(Use.NORMAL, use(LAPTOP));
        assertEquals(1, given.signals().open(1).size(), "somebody should look at it all the same");
    }

    @Test
    void oldDaysAreForgotten() {
        sellAbroad(given, LAPTOP);
        time.set(Instant.parse("2026-03-04T00:30:00Z"));
        look();
        for (int i = 0; i < 3; i++) {
            scan(LAPTOP, DAY.plusDays(31), 5_000 + i, "VN");
        }
        time.set(Instant.parse("2026-04-03T00:30:00Z"));
        look();
        given.signals().count(DAY.plusDays(32), SMALL, Set.of(LAPTOP));
        assertEquals(
                List.of(DAY.plusDays(31)), counted().stream().map(ItemDay::day).toList());
    }

    @Test
    void aLookThatBreaksIsTakenUpAgain() {
        var items = List.of(LAPTOP, LAPTOP + 1);
        owners.put(LAPTOP, 3);
        var steps = List.of(Step.resuming("look", s -> {
            var watch = watch(s, SettableTime.at("2026-03-04T00:30:00Z"));
            while (watch.step()) {}
        }));
        new FaultMatrix(
                        this::stores,
                        s -> {
                            scans = 0;
                            acme(s);
                            s.signals().begin(DAY.minusDays(1));
                            sellAbroad(s, LAPTOP);
                            sellAbroad(s, LAPTOP + 1);
                            s.scans().setLife(life(LAPTOP + 1, Life.NOT_RELEASED));
                        },
                        steps,
                        items)
                .run();
    }

    @Test
    void severalLookAtOnceAndEachStepIsTakenOnce() throws Exception {
        for (long item = LAPTOP; item < LAPTOP + 20; item++) {
            sellAbroad(given, item);
            owners.put(item, 3);
        }
        Threads.together(4, _ -> {
            var watch = watch(given, SettableTime.at("2026-03-04T00:30:00Z"));
            while (watch.step()) {}
            return 0;
        });
        assertEquals(20, given.signals().countOf(Use.UNUSUAL));
        assertEquals(20, given.signals().open(10).getFirst().items());
    }
}
