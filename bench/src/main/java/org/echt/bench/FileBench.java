package org.echt.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.echt.core.serial.Batch;
import org.echt.core.serial.Issuer;
import org.echt.core.serial.WordLists;
import org.echt.testkit.MemoryStores;

/** T2: ten million codes into a file, beside copying that file. Neither waits for the disk. */
final class FileBench implements Bench {
    private static final long CODES = 10_000_000;
    private static final int BUFFER = 1 << 16;

    @Override
    public List<Figure> measure(Options options, PrintStream out) throws Exception {
        try (var scratch = Scratch.make()) {
            var clock = InstantSource.system();
            var issuer = new Issuer(new MemoryStores().batches(), () -> Codes.RING, clock, WordLists::byId);
            var codes = scratch.folder().resolve("codes.txt");
            var copy = scratch.folder().resolve("copy.txt");
            var outcomes = new Contest(1, 5)
                    .add("Echt, BatchCodes.stream to a file", CODES, () -> issue(issuer, Codes.batch(1, CODES), codes))
                    .add("copying that file", CODES, () -> copy(codes, copy))
                    .run(out);
            var issued = outcomes.get(0);
            double ratio = issued.wallNanos() / outcomes.get(1).wallNanos();
            return List.of(new Figure(
                    "T2",
                    "file",
                    "issue 10 M codes to a file",
                    "%.2f s elapsed, %.2f s CPU".formatted(issued.wallNanos() / 100, issued.cpuNanos() / 100),
                    "copying that file, %.2f s".formatted(outcomes.get(1).wallNanos() / 100),
                    "%.1fx the time".formatted(ratio),
                    "<= 4x",
                    ratio <= 4));
        }
    }

    private static void issue(Issuer issuer, Batch batch, Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            issuer.codes(batch).stream(0, out, _ -> {});
        }
    }

    /** Through a buffer: a file system that shares blocks would copy nothing. */
    private static void copy(Path from, Path to) throws IOException {
        try (var in = Files.newInputStream(from);
                var out = Files.newOutputStream(to)) {
            var buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
        }
    }
}
