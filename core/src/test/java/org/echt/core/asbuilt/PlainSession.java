package org.echt.core.asbuilt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;

/** Installations in a list, every question answered by looking at all of them. */
final class PlainSession implements ImportStore.Session {
    final List<Installation> stored = new ArrayList<>();
    private final ImportJob job =
            new ImportJob(1, new ImportFile("00", "plain", 1), 0, 0, ImportJob.Counts.ZERO, Instant.EPOCH, null);

    @Override
    public ImportJob job() {
        return job;
    }

    @Override
    public long[] numbers(List<ImportStore.NamedPart> parts) {
        throw new UnsupportedOperationException("no dictionary here");
    }

    @Override
    public List<Installation> installationsOf(long[] parts) {
        return stored.stream()
                .filter(i -> Arrays.binarySearch(parts, i.part()) >= 0)
                .toList();
    }

    @Override
    public List<Installation> above(long[] items) {
        var found = new LinkedHashSet<Installation>();
        for (long item : items) {
            var level = new HashSet<>(List.of(item));
            for (int depth = 0; depth < Build.MAX_DEPTH && !level.isEmpty(); depth++) {
                var here = stored.stream().filter(i -> level.contains(i.part())).toList();
                found.addAll(here);
                level.clear();
                here.forEach(i -> level.add(i.parent()));
            }
        }
        return List.copyOf(found);
    }

    @Override
    public void commit(ImportChunk chunk) {
        for (var closed : chunk.closed()) {
            var open = new Installation(closed.parent(), closed.part(), closed.from(), Installation.STILL);
            if (!stored.remove(open)) {
                throw new IllegalArgumentException("nothing open to end by " + closed);
            }
            stored.add(closed);
        }
        stored.addAll(chunk.added());
    }

    @Override
    public void close() {}
}
