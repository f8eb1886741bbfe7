package org.echt.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.echt.core.asbuilt.ImportFile;
import org.echt.core.asbuilt.ImportJob;
import org.echt.core.asbuilt.ImportStore;
import org.echt.core.asbuilt.RejectedLine;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;

/** Jobs, and the one session that may run. */
final class MemoryImports implements ImportStore {
    private final Memory memory;

    MemoryImports(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Session open(ImportFile file, String by, Instant now) {
        return memory.locked(() -> {
            if (memory.running != null) {
                throw new RefusedException(
                        Fault.CONFLICT, "import of " + file.name() + " must wait: another import runs");
            }
            memory.jobs.computeIfAbsent(
                    file.contentHash(),
                    _ -> new ImportJob(memory.jobs.size() + 1L, file, 0, 0, ImportJob.Counts.ZERO, now, null));
            var session = new MemorySession(memory, file.contentHash(), by);
            memory.running = session;
            return session;
        });
    }

    @Override
    public Optional<ImportJob> job(String contentHash) {
        return memory.locked(() -> Optional.ofNullable(memory.jobs.get(contentHash)));
    }

    @Override
    public List<ImportJob> jobs(int limit) {
        return memory.locked(() -> new ArrayList<>(memory.jobs.values())
                .reversed().stream().limit(limit).toList());
    }

    @Override
    public void rejects(long job, Consumer<RejectedLine> visitor) {
        var lines = memory.locked(() -> new ArrayList<>(memory.rejects.getOrDefault(job, List.of())));
        lines.sort(Comparator.comparingLong(RejectedLine::line));
        lines.forEach(visitor);
    }
}
