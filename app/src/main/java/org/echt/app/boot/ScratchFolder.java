package org.echt.app.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder for one run, removed with all that is in it. */
record ScratchFolder(Path path) implements AutoCloseable {
    static ScratchFolder make() {
        try {
            return new ScratchFolder(Files.createTempDirectory("echt-demo-"));
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for temporary data: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try (var all = Files.walk(path)) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + " could not be removed: " + e.getMessage(), e);
        }
    }
}
