package org.echt.core.asbuilt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.echt.core.asbuilt.RejectedLine.Cause;
import org.echt.core.serial.ItemNumber;
import org.junit.jupiter.api.Test;

class ChunkCheckTest {
    private static final Instant DAY = Instant.parse("2026-01-01T00:00:00Z");

    private static Instant day(int n) {
        return n == Integer.MAX_VALUE ? Installation.STILL : DAY.plusSeconds(86_400L * n);
    }

    private static Installation in(long parent, long part, int from, int to) {
        return new Installation(parent, part, day(from), day(to));
    }

    private static Installation in(long parent, long part, int from) {
        return in(parent, part, from, Integer.MAX_VALUE);
    }

    private static Candidates rows(Installation... rows) {
        var all = new Candidates(rows.length);
        for (int i = 0; i < rows.length; i++) {
            all.add(i + 2, rows[i]);
        }
        return all;
    }

    private static ChunkCheck.Checked check(List<Installation> stored, Installation... rows) {
        var session = new PlainSession();
        session.stored.addAll(stored);
        var all = rows(rows);
        return ChunkCheck.check(all, session.installationsOf(all.parts()), session.above(all.parents()));
    }

    private static void assertRejected(ChunkCheck.Checked checked, long line, Cause cause) {
        var only = checked.rejected().getFirst();
        assertEquals(1, checked.rejected().size(), checked.toString());
        assertEquals(List.of(line, cause), List.of(only.line(), only.cause()), only.detail());
    }

    @Test
    void knownRowsAreSame() {
        var stored = List.of(in(1, 2, 0, 5), in(1, 3, 0));
        var checked = check(stored, in(1, 2, 0, 5), in(1, 2, 0), in(1, 3, 0), in(1, 4, 0), in(1, 4, 0));
        assertEquals(4, checked.same());
        assertEquals(List.of(in(1, 4, 0)), checked.added());
    }

    @Test
    void anOpenInstallationIsClosedEvenAfterThePartMoved() {
        var checked = check(List.of(in(1, 9, 0)), in(2, 9, 5), in(1, 9, 0, 5));
        assertEquals(List.of(in(1, 9, 0, 5)), checked.closed());
        assertEquals(List.of(in(2, 9, 5)), checked.added());
        assertTrue(checked.rejected().isEmpty());
    }

    @Test
    void anInstallationOfTheSameChunkIsAddedWithItsEnd() {
        var checked = check(List.of(), in(1, 9, 0), in(1, 9, 0, 5), in(2, 9, 5));
        assertEquals(List.of(in(1, 9, 0, 5), in(2, 9, 5)), checked.added());
        assertEquals(1, checked.same());
        assertTrue(checked.closed().isEmpty());
    }

    @Test
    void anEndedInstallationKeepsItsEnd() {
        assertRejected(check(List.of(in(1, 9, 0, 5)), in(1, 9, 0, 6)), 2, Cause.BAD_PERIOD);
        assertRejected(check(List.of(in(1, 9, 0, 5)), in(1, 9, 3, 8)), 2, Cause.BAD_PERIOD);
    }

    @Test
    void aPartSitsInOneParentAtATimeButALotInMany() {
        var checked = check(List.of(in(1, 9, 0, 5)), in(2, 9, 4, 8));
        assertRejected(checked, 2, Cause.PART_IN_TWO_PARENTS);
        assertTrue(checked.rejected().getFirst().detail().contains("until 2026-01-06T00:00:00Z (recorded before)"));
        assertRejected(check(List.of(), in(1, 9, 0), in(2, 9, 4)), 3, Cause.PART_IN_TWO_PARENTS);
        long lot = ItemNumber.foreignLot(1);
        assertEquals(
                3,
                check(List.of(in(1, lot, 0)), in(2, lot, 0), in(3, lot, 0), in(1, lot, 3))
                        .added()
                        .size());
    }

    @Test
    void reinstallationLaterIsFine() {
        assertEquals(
                2,
                check(List.of(in(1, 9, 0, 5)), in(1, 9, 5, 6), in(2, 9, 6))
                        .added()
                        .size());
    }

    @Test
    void theLineThatClosesACycleLoses() {
        assertRejected(check(List.of(), in(7, 7, 0)), 2, Cause.INSIDE_ITSELF);
        assertRejected(check(List.of(), in(1, 2, 0), in(2, 3, 0), in(3, 1, 0)), 4, Cause.INSIDE_ITSELF);
        assertRejected(check(List.of(in(2, 3, 0), in(1, 2, 0)), in(3, 1, 5)), 2, Cause.INSIDE_ITSELF);
        assertRejected(check(List.of(in(2, 3, 0, 1)), in(3, 1, 5), in(1, 2, 9)), 3, Cause.INSIDE_ITSELF);
    }

    @Test
    void chainsAreLimited() {
        var chain = new Installation[Build.MAX_DEPTH + 1];
        Arrays.setAll(chain, i -> in(i + 1, i + 2, 0));
        assertRejected(check(List.of(), chain), chain.length + 1, Cause.TOO_DEEP);
        var stored = List.of(chain).subList(0, Build.MAX_DEPTH);
        assertRejected(check(stored, chain[Build.MAX_DEPTH]), 2, Cause.TOO_DEEP);
        var fromBelow = List.of(chain).reversed().toArray(Installation[]::new);
        assertRejected(check(List.of(), fromBelow), chain.length + 1, Cause.TOO_DEEP);
    }

    @Test
    void agreesWithTheNaiveOracleOverManyChunks() {
        var causes = new HashSet<Cause>();
        for (int seed = 0; seed < 400; seed++) {
            var random = new Random(seed);
            var session = new PlainSession();
            var rehearsal = new Rehearsal(new PlainSession(), Instant.EPOCH, line -> causes.add(line.cause()));
            int items = 3 + random.nextInt(seed % 5 == 0 ? 60 : 14);
            for (int chunk = 0; chunk < 4; chunk++) {
                oneChunk(random, items, seed % 3, session, rehearsal);
            }
            assertSound(session.stored);
        }
        assertEquals(Set.of(Cause.PART_IN_TWO_PARENTS, Cause.INSIDE_ITSELF, Cause.TOO_DEEP, Cause.BAD_PERIOD), causes);
    }

    private static void oneChunk(Random random, int items, int shape, PlainSession session, Rehearsal rehearsal) {
        var rows = new Candidates(8);
        for (int i = random.nextInt(60); i > 0; i--) {
            rows.add(1000 - i, random(random, items, shape));
        }
        var stored = session.installationsOf(rows.parts());
        var above = session.above(rows.parents());
        var naive = new NaiveCheck(stored, above);
        naive.run(rows);
        var checked = ChunkCheck.check(rows, stored, above);
        var rejected = new TreeMap<Long, Cause>();
        checked.rejected().forEach(line -> rejected.put(line.line(), line.cause()));
        assertEquals(naive.rejected, rejected);
        assertEquals(
                List.of((long) naive.added, (long) naive.closed, (long) naive.same),
                List.of((long) checked.added().size(), (long) checked.closed().size(), checked.same()));
        session.commit(chunk(checked));
        assertTrue(new HashSet<>(session.stored).containsAll(naive.known));
        var rehearsed =
                ChunkCheck.check(rows, rehearsal.installationsOf(rows.parts()), rehearsal.above(rows.parents()));
        assertEquals(checked, rehearsed);
        rehearsal.commit(chunk(rehearsed));
    }

    private static ImportChunk chunk(ChunkCheck.Checked checked) {
        return new ImportChunk(
                checked.added(), checked.closed(), checked.same(), checked.rejected(), 0, 0, false, Instant.EPOCH);
    }

    /** Shape 0: anything in anything; 1: mostly downwards; 2: long chains and few dates. */
    private static Installation random(Random random, int items, int shape) {
        long parent = 1L + random.nextInt(items);
        long part = random.nextInt(5) == 0 ? ItemNumber.foreignLot(random.nextInt(3)) : 1L + random.nextInt(items);
        if (shape > 0 && random.nextInt(10) > 0) {
            parent = 1L + random.nextInt(items);
            part = shape == 1 ? parent + 1 + random.nextInt(items) : parent + 1;
        } else if (random.nextInt(12) == 0) {
            parent = ItemNumber.foreignLot(random.nextInt(3));
        }
        int from = random.nextInt(12);
        return random.nextBoolean() ? in(parent, part, from) : in(parent, part, from, from + 1 + random.nextInt(4));
    }

    private static void assertSound(List<Installation> stored) {
        for (var a : stored) {
            assertTrue(stored.stream().filter(a::equals).count() == 1, "twice: " + a);
            var others = stored.stream().filter(b -> !b.equals(a) && b.part() == a.part() && b.overlaps(a));
            assertTrue(ItemNumber.isLot(a.part()) || others.findAny().isEmpty(), "overlap: " + a);
            assertFalse(reaches(stored, a.part(), a.parent()), "cycle: " + a);
        }
    }

    private static boolean reaches(List<Installation> stored, long from, long to) {
        var seen = new HashSet<>(Set.of(from));
        var todo = new ArrayList<>(seen);
        while (!todo.isEmpty()) {
            long here = todo.removeLast();
            stored.stream()
                    .filter(i -> i.parent() == here && seen.add(i.part()))
                    .forEach(i -> todo.add(i.part()));
        }
        return seen.contains(to);
    }
}
