package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.echt.core.asbuilt.Build;
import org.echt.core.asbuilt.ImportChunk;
import org.echt.core.asbuilt.ImportFile;
import org.echt.core.asbuilt.ImportJob;
import org.echt.core.asbuilt.ImportJob.Counts;
import org.echt.core.asbuilt.ImportStore;
import org.echt.core.asbuilt.Installation;
import org.echt.core.asbuilt.RejectedLine;
import org.echt.core.asbuilt.RejectedLine.Cause;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link org.echt.core.asbuilt.ImportStore} keeps of jobs and installations. */
public abstract class ImportStoreContract extends StoreContract {
    private static final long LAPTOP = Batches.item(Batches.LAPTOPS, 0);
    private static final long PACK = Batches.item(Batches.PACKS, 0);
    private static final long MODULE = Batches.item(Batches.MODULES, 0);
    private static final long CELL = Batches.item(Batches.CELLS, 0);
    private static final ImportFile FILE = Imports.file("line-3.csv");

    @BeforeEach
    void batches() {
        acme(given);
    }

    @Test
    void aJobBeginsWithNothingDone() {
        assertEquals(Optional.empty(), given.imports().job(FILE.contentHash()));
        assertEquals(List.of(), given.imports().jobs(10));
        try (var session = given.imports().open(FILE, BY, NOON)) {
            var job = session.job();
            assertEquals(new ImportJob(job.id(), FILE, 0, 0, Counts.ZERO, NOON, null), job);
            assertFalse(job.done());
            assertEquals(Optional.of(job), given.imports().job(FILE.contentHash()));
        }
        assertEquals(1, given.imports().jobs(10).size());
    }

    @Test
    void oneImportRunsAtATime() {
        try (var running = given.imports().open(FILE, BY, NOON)) {
            for (var file : List.of(FILE, Imports.file("other.csv"))) {
                var refused = assertThrows(
                        RefusedException.class, () -> given.imports().open(file, BY, NOON));
                assertEquals(Fault.CONFLICT, refused.fault());
            }
            running.commit(Imports.chunk(Batches.laptop(0)));
        }
        var session = given.imports().open(Imports.file("other.csv"), BY, NOON);
        session.close();
        session.close();
        given.imports().open(FILE, BY, NOON).close();
    }

    @Test
    void closingAnOldSessionTwiceDoesNotFreeTheNextOnesLock() {
        var old = given.imports().open(FILE, BY, NOON);
        old.close();
        try (var _ = given.imports().open(FILE, BY, NOON)) {
            old.close();
            assertThrows(RefusedException.class, () -> given.imports().open(FILE, BY, NOON));
        }
    }

    @Test
    void ofManyThatOpenAtOnceOneRuns() throws Exception {
        var answers = Threads.together(12, i -> {
            try {
                return Optional.of(given.imports().open(Imports.file("file-" + i % 3), BY, NOON));
            } catch (RefusedException e) {
                assertEquals(Fault.CONFLICT, e.fault());
                return Optional.<ImportStore.Session>empty();
            }
        });
        var running = answers.stream().flatMap(Optional::stream).toList();
        assertEquals(1, running.size());
        running.getFirst().close();
    }

    @Test
    void aFinishedFileIsKnownByItsContent() {
        Instant later = NOON.plusSeconds(60);
        ImportJob done;
        try (var session = given.imports().open(FILE, BY, NOON)) {
            session.commit(new ImportChunk(Batches.laptop(0), List.of(), 3, List.of(), 1000, 29, true, later));
            done = session.job();
        }
        assertEquals(new ImportJob(done.id(), FILE, 1000, 29, new Counts(25, 0, 3, 0), NOON, later), done);
        try (var again = given.imports().open(new ImportFile(FILE.contentHash(), "copy.csv", 1000), BY, later)) {
            assertTrue(again.job().done());
            assertEquals(done.id(), again.job().id());
            assertEquals(done.counts(), again.job().counts());
            assertEquals(NOON, again.job().startedAt());
        }
        assertEquals(1, given.imports().jobs(10).size());
    }

    @Test
    void anInterruptedImportGoesOnWhereItWas() {
        long id;
        try (var session = given.imports().open(FILE, BY, NOON)) {
            session.commit(Imports.chunk(Batches.laptop(0), 400, 26, false));
            id = session.job().id();
        }
        try (var session = given.imports().open(FILE, BY, NOON.plusSeconds(60))) {
            assertEquals(new ImportJob(id, FILE, 400, 26, new Counts(25, 0, 0, 0), NOON, null), session.job());
            session.commit(Imports.chunk(Batches.laptop(1), 1000, 51, true));
            assertEquals(Batches.BUILT, session.job().finishedAt());
            assertEquals(new Counts(50, 0, 0, 0), session.job().counts());
        }
        assertEquals(Set.copyOf(Batches.laptop(0)), ItemStoreContract.installations(build(LAPTOP)));
        assertEquals(Set.copyOf(Batches.laptop(1)), ItemStoreContract.installations(build(LAPTOP + 1)));
    }

    @Test
    void whatWasNotCommittedIsNotThere() {
        try (var session = given.imports().open(FILE, BY, NOON)) {
            session.numbers(List.of(Imports.part("Voltaic", "CTRL-9", "", "1", "")));
        }
        var job = given.imports().job(FILE.contentHash()).orElseThrow();
        assertEquals(0, job.doneBytes());
        assertEquals(Counts.ZERO, job.counts());
        assertNull(job.finishedAt());
    }

    @Test
    void jobsComeNewestFirst() {
        var names = List.of("a", "b", "c", "d");
        for (int i = 0; i < names.size(); i++) {
            given.imports()
                    .open(Imports.file(names.get(i)), BY, NOON.plusSeconds(i))
                    .close();
        }
        given.imports().open(Imports.file("b"), BY, NOON.plusSeconds(99)).close();
        assertEquals(List.of("d", "c"), names(2));
        assertEquals(List.of("d", "c", "b", "a"), names(10));
    }

    private List<String> names(int limit) {
        return given.imports().jobs(limit).stream().map(j -> j.file().name()).toList();
    }

    @Test
    void anEndIsWrittenToTheInstallationItBelongsTo() {
        var first = new Installation(LAPTOP, PACK, Batches.BUILT, NOON);
        var second = new Installation(LAPTOP, PACK, NOON.plusSeconds(9), Installation.STILL);
        var other = Batches.inside(LAPTOP + 1, PACK + 1);
        Imports.store(given, List.of(first, second, other));
        var ended = new Installation(LAPTOP, PACK, NOON.plusSeconds(9), NOON.plusNanos(10_000_001_000L));
        var next = new Installation(LAPTOP + 2, PACK, ended.to(), Installation.STILL);
        try (var session = given.imports().open(FILE, BY, NOON)) {
            session.commit(new ImportChunk(List.of(next), List.of(ended), 0, List.of(), 1000, 3, true, NOON));
            assertEquals(new Counts(1, 1, 0, 0), session.job().counts());
            assertEquals(Set.of(first, ended, next), Set.copyOf(session.installationsOf(new long[] {PACK})));
        }
        assertEquals(Set.of(first, ended), ItemStoreContract.installations(build(LAPTOP)));
        assertEquals(Set.of(other), ItemStoreContract.installations(build(LAPTOP + 1)));
        assertEquals(Set.of(next), ItemStoreContract.installations(build(LAPTOP + 2)));
    }

    @Test
    void rejectedLinesComeInLineOrder() {
        var late = new RejectedLine(40, "removed", Cause.BAD_PERIOD, "removed 2026-01-01, before it was installed");
        var early = new RejectedLine(7, "", Cause.MALFORMED_ROW, "\"3 fields\"; expected 5\nö ÿ \t\\N");
        var middle = new RejectedLine(12, "part", Cause.MISTYPED_CODE, "");
        long id;
        try (var session = given.imports().open(FILE, BY, NOON)) {
            session.commit(new ImportChunk(List.of(), List.of(), 0, List.of(middle, early), 500, 20, false, NOON));
            session.commit(new ImportChunk(List.of(), List.of(), 0, List.of(late), 1000, 41, true, NOON));
            id = session.job().id();
            assertEquals(new Counts(0, 0, 0, 3), session.job().counts());
        }
        assertEquals(List.of(early, middle, late), rejects(id));
        assertEquals(List.of(), rejects(id + 1));
    }

    @Test
    void everyCauseIsReadBack() {
        var all = new ArrayList<RejectedLine>();
        for (var cause : Cause.values()) {
            all.add(new RejectedLine(2L + all.size(), "part", cause, cause.name()));
        }
        try (var session = given.imports().open(FILE, BY, NOON)) {
            session.commit(new ImportChunk(List.of(), List.of(), 0, all, 1000, 50, true, NOON));
            assertEquals(all, rejects(session.job().id()));
        }
    }

    private List<RejectedLine> rejects(long job) {
        var lines = new ArrayList<RejectedLine>();
        given.imports().rejects(job, lines::add);
        return lines;
    }

    @Test
    void aSessionSeesWhatIsStoredOfParts() {
        Imports.store(given, Batches.laptop(0));
        try (var session = given.imports().open(FILE, BY, NOON)) {
            assertEquals(List.of(), session.installationsOf(new long[0]));
            assertEquals(List.of(), session.installationsOf(new long[] {LAPTOP, CELL + 99}));
            assertEquals(
                    Set.of(Batches.inside(LAPTOP, PACK), Batches.inside(MODULE, CELL)),
                    Set.copyOf(session.installationsOf(new long[] {PACK, CELL, LAPTOP})));
        }
    }

    @Test
    void aSessionSeesEverythingAboveEachEdgeOnce() {
        var wasIn = new Installation(LAPTOP + 1, PACK, Batches.BUILT.minusSeconds(60), Batches.BUILT);
        Imports.store(given, Batches.laptop(0));
        Imports.store(given, List.of(wasIn));
        try (var session = given.imports().open(FILE, BY, NOON)) {
            var above = session.above(new long[] {CELL, CELL + 1});
            var expected = Set.of(
                    Batches.inside(MODULE, CELL),
                    Batches.inside(MODULE, CELL + 1),
                    Batches.inside(PACK, MODULE),
                    Batches.inside(LAPTOP, PACK),
                    wasIn);
            assertEquals(expected, Set.copyOf(above));
            assertEquals(expected.size(), above.size());
            assertEquals(List.of(), session.above(new long[] {LAPTOP}));
        }
    }

    @Test
    void theWalkUpOfASessionIsBoundedAndEndsInACycle() {
        var chain = new ArrayList<Installation>();
        for (int k = 0; k < Build.MAX_DEPTH + 3; k++) {
            chain.add(Batches.inside(CELL + k + 1, CELL + k));
        }
        Imports.store(given, chain);
        Imports.store(given, List.of(Batches.inside(PACK, MODULE), Batches.inside(MODULE, PACK)));
        try (var session = given.imports().open(FILE, BY, NOON)) {
            assertEquals(Set.copyOf(chain.subList(0, Build.MAX_DEPTH)), Set.copyOf(session.above(new long[] {CELL})));
            assertEquals(2, session.above(new long[] {PACK}).size());
        }
    }

    @Test
    void instantsAreKeptToTheMicrosecond() {
        var precise = new Installation(LAPTOP, PACK, NOON.plusNanos(1000), NOON.plusNanos(2000));
        Imports.store(given, List.of(precise));
        assertEquals(Set.of(precise), ItemStoreContract.installations(build(LAPTOP)));
    }

    @Test
    void aJobsIdIsItsOwn() {
        assertNotEquals(idOf("a"), idOf("b"));
        assertEquals(idOf("a"), idOf("a"));
    }

    private long idOf(String name) {
        try (var session = given.imports().open(Imports.file(name), BY, NOON)) {
            return session.job().id();
        }
    }

    private Build build(long root) {
        return given.asBuilt().builds(new long[] {root}).getFirst();
    }
}
