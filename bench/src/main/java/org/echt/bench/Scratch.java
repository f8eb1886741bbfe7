package org.echt.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;

/**
 * A temporary folder and what is open in it: closed in the opposite order and removed once, at the end or when the process is
 * told to stop. Thread-safe.
 */
final class Scratch implements AutoCloseable {
    private final Path folder;
    private final Deque<AutoCloseable> kept = new ArrayDeque<>();
    private final Thread atStop = new Thread(this::finish, "bench-stop");

    private Scratch(Path folder) {
        this.folder = folder;
    }

    static Scratch make() throws IOException {
        var scratch = new Scratch(Files.createTempDirectory("echt-bench-"));
        Runtime.getRuntime().addShutdownHook(scratch.atStop);
        return scratch;
    }

    Path folder() {
        return folder;
    }

    /** Closes {@code part} before the folder goes, what is kept later earlier. */
    synchronized <T extends AutoCloseable> T keep(T part) {
        kept.push(part);
        return part;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atStop);
        } catch (IllegalStateException _) {
            return; // the process is being stopped, and the hook does it
        }
        finish();
    }

    private synchronized void finish() {
        while (!kept.isEmpty()) {
            try {
                kept.pop().close();
            } catch (Exception e) {
                System.err.println("bench: could not be closed: " + e.getMessage());
            }
        }
        try (var all = Files.walk(folder)) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("bench: " + folder + " could not be removed: " + e.getMessage());
        }
    }
}
