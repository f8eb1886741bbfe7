package org.echt.core.asbuilt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A session that stores nothing: it reads what is recorded, keeps to itself what is committed, and answers as if both
 * were stored. Always begins at the start of the file. Costs about 60 bytes of memory a row. Not thread-safe; closing
 * it does not close the session it reads from.
 */
public final class Rehearsal implements ImportStore.Session {
    private static final int NONE = -1;

    private final ImportStore.Session real;
    private final Consumer<RejectedLine> rejects;
    private final LongIndex parts = new LongIndex(1024);
    private final Map<Installation, Installation> closedStored = new HashMap<>();
    private int[] head = new int[0];
    private int[] next = new int[1024];
    private Installation[] rows = new Installation[1024];
    private int size;
    private ImportJob job;

    /**
     * A rehearsal of the session's file.
     *
     * @param real is only read from
     * @param rejects sees every rejected line
     */
    public Rehearsal(ImportStore.Session real, Instant now, Consumer<RejectedLine> rejects) {
        this.real = real;
        this.rejects = rejects;
        var was = real.job();
        job = new ImportJob(was.id(), was.file(), 0, 0, ImportJob.Counts.ZERO, now, null);
    }

    @Override
    public ImportJob job() {
        return job;
    }

    @Override
    public long[] numbers(List<ImportStore.NamedPart> named) {
        return real.numbers(named);
    }

    @Override
    public List<Installation> installationsOf(long[] items) {
        var all = asClosed(real.installationsOf(items));
        for (long item : items) {
            addRehearsed(item, all);
        }
        return all;
    }

    @Override
    public List<Installation> above(long[] items) {
        var all = new HashSet<Installation>();
        var seen = new HashSet<Long>();
        long[] frontier = items;
        while (frontier.length > 0) {
            var stored = asClosed(real.above(frontier));
            all.addAll(stored);
            var met = new HashSet<Long>();
            Arrays.stream(frontier).forEach(met::add);
            stored.forEach(edge -> met.add(edge.parent()));
            met.removeIf(item -> !seen.add(item));
            frontier = rehearsedParents(met, all, seen);
        }
        return List.copyOf(all);
    }

    private long[] rehearsedParents(Set<Long> items, Set<Installation> all, Set<Long> seen) {
        var found = new ArrayList<Installation>();
        items.forEach(item -> addRehearsed(item, found));
        all.addAll(found);
        return found.stream()
                .mapToLong(Installation::parent)
                .distinct()
                .filter(parent -> !seen.contains(parent))
                .toArray();
    }

    @Override
    public void commit(ImportChunk chunk) {
        chunk.closed().forEach(this::end);
        chunk.added().forEach(this::keep);
        chunk.rejected().forEach(rejects);
        var more = new ImportJob.Counts(
                chunk.added().size(),
                chunk.closed().size(),
                chunk.same(),
                chunk.rejected().size());
        job = new ImportJob(
                job.id(),
                job.file(),
                chunk.doneBytes(),
                chunk.doneLines(),
                job.counts().plus(more),
                job.startedAt(),
                chunk.finished() ? chunk.at() : null);
    }

    @Override
    public void close() {}

    private List<Installation> asClosed(List<Installation> stored) {
        var all = new ArrayList<Installation>(stored.size());
        stored.forEach(i -> all.add(closedStored.getOrDefault(i, i)));
        return all;
    }

    private void addRehearsed(long item, List<Installation> all) {
        int part = parts.find(item);
        for (int i = part == LongIndex.ABSENT ? NONE : head[part]; i != NONE; i = next[i]) {
            all.add(rows[i]);
        }
    }

    private void end(Installation closed) {
        var open = new Installation(closed.parent(), closed.part(), closed.from(), Installation.STILL);
        int part = parts.find(closed.part());
        for (int i = part == LongIndex.ABSENT ? NONE : head[part]; i != NONE; i = next[i]) {
            if (rows[i].equals(open)) {
                rows[i] = closed;
                return;
            }
        }
        closedStored.put(open, closed);
    }

    private void keep(Installation row) {
        int part = parts.add(row.part());
        if (part >= head.length) {
            int was = head.length;
            head = Arrays.copyOf(head, Math.max(1024, part * 2));
            Arrays.fill(head, was, head.length, NONE);
        }
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, size * 2);
            next = Arrays.copyOf(next, size * 2);
        }
        rows[size] = row;
        next[size] = head[part];
        head[part] = size++;
    }
}
