package org.echt.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.echt.core.asbuilt.Build;
import org.echt.core.asbuilt.ForeignPart;
import org.echt.core.asbuilt.ImportAudit;
import org.echt.core.asbuilt.ImportChunk;
import org.echt.core.asbuilt.ImportJob;
import org.echt.core.asbuilt.ImportStore;
import org.echt.core.asbuilt.Installation;
import org.echt.core.asbuilt.PartKey;
import org.echt.core.serial.ItemNumber;

/** One running import. What it numbers is its own until the next commit. */
final class MemorySession implements ImportStore.Session {
    private final Memory memory;
    private final String hash;
    private final String by;
    private final Map<PartKey, Long> newNumbers = new HashMap<>();
    private final Map<Long, ForeignPart> newForeign = new HashMap<>();
    private long parts;
    private long lots;
    private boolean begun;
    private boolean closed;

    /** Called under the lock. */
    MemorySession(Memory memory, String hash, String by) {
        this.memory = memory;
        this.hash = hash;
        this.by = by;
        this.parts = memory.foreignParts;
        this.lots = memory.foreignLots;
    }

    @Override
    public ImportJob job() {
        return memory.locked(() -> Objects.requireNonNull(memory.jobs.get(hash)));
    }

    @Override
    public long[] numbers(List<ImportStore.NamedPart> named) {
        return memory.locked(() -> {
            open();
            return named.stream().mapToLong(this::number).toArray();
        });
    }

    private long number(ImportStore.NamedPart part) {
        var identity = part.key().identity();
        Long known = newNumbers.getOrDefault(identity, memory.numbers.get(identity));
        if (known != null) {
            learn(known, part);
            return known;
        }
        long made = part.key().isLot() ? ItemNumber.foreignLot(++lots) : ItemNumber.foreignPart(++parts);
        newNumbers.put(identity, made);
        newForeign.put(made, new ForeignPart(made, part.key(), part.name()));
        return made;
    }

    /** A lot or a name that was unknown is filled in; what is known stays. */
    private void learn(long item, ImportStore.NamedPart part) {
        var was = Objects.requireNonNull(newForeign.getOrDefault(item, memory.foreign.get(item)));
        var key = was.key().lot().isEmpty() ? part.key() : was.key();
        var name = was.name().isEmpty() ? part.name() : was.name();
        newForeign.put(item, new ForeignPart(item, key, name));
    }

    @Override
    public List<Installation> installationsOf(long[] parts) {
        return memory.locked(() -> {
            open();
            var found = new LinkedHashSet<Installation>();
            for (long part : parts) {
                found.addAll(memory.above(part));
            }
            return List.copyOf(found);
        });
    }

    @Override
    public List<Installation> above(long[] items) {
        return memory.locked(() -> {
            open();
            var found = new LinkedHashSet<Installation>();
            for (long item : items) {
                above(item, found);
            }
            return List.copyOf(found);
        });
    }

    private void above(long item, Set<Installation> found) {
        var seen = new LinkedHashSet<Long>(List.of(item));
        Set<Long> level = Set.of(item);
        for (int depth = 1; depth <= Build.MAX_DEPTH; depth++) {
            var next = new LinkedHashSet<Long>();
            for (long part : level) {
                for (var installation : memory.above(part)) {
                    found.add(installation);
                    if (seen.add(installation.parent())) {
                        next.add(installation.parent());
                    }
                }
            }
            level = next;
        }
    }

    @Override
    public void commit(ImportChunk chunk) {
        memory.locked(() -> {
            open();
            var job = Objects.requireNonNull(memory.jobs.get(hash));
            if (job.done()) {
                throw new IllegalStateException("import " + job.id() + " is done already");
            }
            var ending = chunk.closed().stream().map(this::stored).toList();
            keepNumbers();
            chunk.added().forEach(memory::add);
            for (int i = 0; i < ending.size(); i++) {
                memory.replace(ending.get(i), chunk.closed().get(i));
            }
            memory.rejects.computeIfAbsent(job.id(), _ -> new ArrayList<>()).addAll(chunk.rejected());
            var after = after(job, chunk);
            audit(job, after, chunk.at());
            return memory.jobs.put(hash, after);
        });
    }

    private void audit(ImportJob before, ImportJob after, Instant at) {
        if (!begun) {
            memory.access.write(ImportAudit.begun(before, by, at));
            begun = true;
        }
        if (after.done()) {
            memory.access.write(ImportAudit.finished(after, by, at));
        }
    }

    private Installation stored(Installation ending) {
        return memory.above(ending.part()).stream()
                .filter(i -> i.parent() == ending.parent() && i.from().equals(ending.from()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing stored to end by " + ending));
    }

    private void keepNumbers() {
        memory.numbers.putAll(newNumbers);
        memory.foreign.putAll(newForeign);
        memory.foreignParts = parts;
        memory.foreignLots = lots;
        newNumbers.clear();
        newForeign.clear();
    }

    private static ImportJob after(ImportJob job, ImportChunk chunk) {
        var more = new ImportJob.Counts(
                chunk.added().size(),
                chunk.closed().size(),
                chunk.same(),
                chunk.rejected().size());
        return new ImportJob(
                job.id(),
                job.file(),
                chunk.doneBytes(),
                chunk.doneLines(),
                job.counts().plus(more),
                job.startedAt(),
                chunk.finished() ? chunk.at() : null);
    }

    private void open() {
        if (closed) {
            throw new IllegalStateException("this import session is closed");
        }
    }

    @Override
    public void close() {
        memory.locked(() -> {
            if (!closed) {
                closed = true;
                memory.running = null;
            }
            return closed;
        });
    }
}
