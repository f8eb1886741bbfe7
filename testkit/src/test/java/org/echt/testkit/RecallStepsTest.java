package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Right;
import org.echt.core.access.Role;
import org.echt.core.attribute.Scope;
import org.echt.core.fault.RefusedException;
import org.echt.core.notice.Action;
import org.echt.core.recall.Content;
import org.echt.core.recall.Content.UnknownBuild;
import org.echt.core.recall.Recall;
import org.echt.core.recall.RecallDesk;
import org.echt.core.recall.Revision;
import org.echt.core.recall.Revision.Kind;
import org.echt.core.recall.Revision.State;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random sequences of every step by people of every role, with time passing, data moving and restarts in between: nothing
 * is ever told to the public that two people did not sign, a STOP_USE published alone apart.
 */
@Tag("slow")
class RecallStepsTest {
    private static final int RUNS = 900;
    private static final int STEPS = 60;
    private static final List<Actor> PEOPLE = List.of(
            Actor.of("quinn", Role.QUALITY),
            Actor.of("quentin", Role.QUALITY),
            Actor.of("anna", Role.APPROVER),
            Actor.of("both", Role.QUALITY, Role.APPROVER),
            Actor.of("root", Role.values()),
            Actor.of("viewer", Role.VIEWER),
            Actor.of("service", Role.SERVICE, Role.PRODUCTION, Role.AUDITOR, Role.ADMIN));

    private final Map<State, Integer> reached = new EnumMap<>(State.class);
    private int alone;
    private int countersigned;

    @Test
    void nothingIsPublishedWithoutASecondPerson() {
        long seed = Long.getLong("seed", System.nanoTime());
        for (int run = 0; run < RUNS; run++) {
            new Run(new SplittableRandom(seed + run), "-Dseed=" + (seed + run)).go();
        }
        for (var state : State.values()) {
            assertTrue(reached.getOrDefault(state, 0) > 20, "too few " + state + ": " + reached);
        }
        assertTrue(alone > 20 && countersigned > 5, alone + " alone, " + countersigned + " countersigned");
    }

    private final class Run {
        private final SplittableRandom random;
        private final String seed;
        private final MemoryStores stores = new MemoryStores();
        private final SettableTime time = new SettableTime(Instant.parse("2026-03-01T10:00:00Z"));
        private RecallDesk desk = open();
        private final List<String> ids = new ArrayList<>();
        private int built;
        private Map<String, List<Revision>> before = Map.of();

        Run(SplittableRandom random, String seed) {
            this.random = random;
            this.seed = seed;
            Products.all().forEach(p -> stores.catalogue().add(p, "erp", Batches.BUILT));
            Batches.all().forEach(b -> stores.batches().put(b, "erp"));
        }

        private RecallDesk open() {
            return new RecallDesk(stores.recalls(), stores.asBuilt(), () -> Worlds.register(stores), time);
        }

        void go() {
            for (int i = 0; i < STEPS; i++) {
                var actor = PEOPLE.get(random.nextInt(PEOPLE.size()));
                try {
                    step(actor);
                } catch (RefusedException _) {
                    // A refusal is a fine answer; what counts is what is in the store.
                }
                check();
            }
            before.values().forEach(r -> r.forEach(one -> reached.merge(one.state(), 1, Integer::sum)));
        }

        private void step(Actor actor) {
            var act = new Act(actor, random.nextInt(5) == 0 ? "" : "reason");
            switch (random.nextInt(ids.isEmpty() ? 1 : 16)) {
                case 0 ->
                    ids.add(desk.draft(content(), random.nextInt(6) == 0, act).id());
                case 1 -> desk.revise(id(), revision(), kind(), content(), act);
                case 2, 3, 4 -> desk.preview(id(), act);
                case 5, 6 -> onAny(r -> desk.submit(r.id(), hash(r), act));
                case 7, 8, 9 -> onAny(r -> desk.approve(r.id(), hash(r), act));
                case 10 -> desk.sendBack(id(), act);
                case 11 -> breakGlass(act);
                case 12 -> countersign(act);
                case 13 -> pauseOrResume(act);
                case 14 -> desk.propose(id(), random.nextBoolean() ? Kind.CLOSE : Kind.WITHDRAW, act);
                default -> theWorldGoesOn();
            }
        }

        private void onAny(java.util.function.Consumer<Recall> step) {
            step.accept(desk.find(id()));
        }

        private void breakGlass(Act act) {
            onAny(r -> {
                desk.breakGlass(r.id(), hash(r), act);
                alone++;
            });
        }

        private void countersign(Act act) {
            onAny(r -> {
                desk.countersign(r.id(), act);
                countersigned++;
            });
        }

        private void pauseOrResume(Act act) {
            onAny(r -> {
                if (r.latest().state() == State.PAUSED) {
                    desk.resume(r.id(), act);
                } else {
                    desk.pause(r.id(), act);
                }
            });
        }

        private void theWorldGoesOn() {
            switch (random.nextInt(3)) {
                case 0 -> time.advance(Duration.ofHours(random.nextInt(1, 15)));
                case 1 -> desk = open();
                default -> {
                    Imports.store(stores, Batches.laptop(built));
                    built++;
                }
            }
        }

        private String id() {
            return ids.get(random.nextInt(ids.size()));
        }

        private int revision() {
            return desk.find(ids.getLast()).latest().number() - (random.nextInt(4) == 0 ? 1 : 0);
        }

        private Kind kind() {
            return List.of(Kind.values()).get(random.nextInt(Kind.values().length));
        }

        private String hash(Recall recall) {
            return random.nextInt(8) == 0 ? "00" : recall.latest().impact().hash();
        }

        private Content content() {
            var lots = List.of("EC-2549", "EC-2550", "EC-2551");
            var lot = lots.get(random.nextInt(lots.size()));
            Scope scope = random.nextBoolean()
                    ? new Scope.Contains(new Scope.Lot(lot, lot), null)
                    : new Scope.Lot(lots.getFirst(), lot);
            var action = random.nextInt(3) == 0 ? Action.CHECK : Action.STOP_USE;
            var unknown = random.nextInt(4) == 0 ? UnknownBuild.UNDECIDED : UnknownBuild.CHECK;
            return Notices.content(scope, action, unknown);
        }

        /** Every rule that must hold of every history, looked at from the outside, after every step. */
        private void check() {
            var now = new java.util.TreeMap<String, List<Revision>>();
            for (var recall : stores.recalls().recalls()) {
                now.put(recall.id(), recall.revisions());
                recall.revisions().stream().filter(r -> r.state().isPublic()).forEach(r -> signed(recall, r));
            }
            before.forEach((id, known) -> assertEquals(
                    known,
                    now.getOrDefault(id, List.of()).stream().limit(known.size()).toList(),
                    seed + ": a revision was changed or lost"));
            before = now;
        }

        private void signed(Recall recall, Revision revision) {
            var where = seed + " " + recall.id() + " revision " + revision.number();
            var earlier = recall.revisions().subList(0, revision.number() - 1);
            if (revision.lapsesAt() != null) {
                assertEquals(Action.STOP_USE, revision.content().action(), where);
                assertTrue(
                        !revision.lapsesAt().isAfter(revision.at().plus(RecallDesk.ALONE)), where + ": alone too long");
                return;
            }
            switch (revision.kind()) {
                case NEW, WIDEN, NARROW, REWORD, CLOSE, WITHDRAW -> {
                    var submitted = earlier.getLast();
                    assertEquals(State.SUBMITTED, submitted.state(), where);
                    assertEquals(submitted.content(), revision.content(), where);
                    assertEquals(submitted.impact().hash(), revision.impact().hash(), where);
                    twoPeople(submitted.by(), revision.by(), where);
                }
                case COUNTERSIGN -> twoPeople(firstAlone(earlier).by(), revision.by(), where);
                case PAUSE, RESUME -> {
                    var inForce = earlier.reversed().stream()
                            .filter(r -> r.state().isPublic())
                            .findFirst()
                            .orElseThrow();
                    assertEquals(inForce.content(), revision.content(), where);
                    assertEquals(inForce.lapsesAt(), revision.lapsesAt(), where + ": a pause signed it");
                }
            }
        }

        private Revision firstAlone(List<Revision> earlier) {
            var last = earlier.reversed().stream()
                    .filter(r -> r.state().isPublic())
                    .findFirst()
                    .orElseThrow();
            return earlier.stream()
                    .filter(r -> last.lapsesAt() != null && last.lapsesAt().equals(r.lapsesAt()))
                    .findFirst()
                    .orElseThrow();
        }

        private void twoPeople(String author, String signer, String where) {
            assertTrue(!author.equals(signer), where + ": " + author + " signed alone");
            var person = PEOPLE.stream()
                    .filter(p -> p.name().equals(signer))
                    .findFirst()
                    .orElseThrow();
            assertTrue(person.may(Right.APPROVE_RECALLS), where + ": " + signer + " may not approve");
        }
    }
}
