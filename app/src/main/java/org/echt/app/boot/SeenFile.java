package org.echt.app.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.echt.core.ledger.Seen;
import org.echt.core.tlog.Checkpoint;
import org.echt.core.tlog.MalformedException;

/** The longest log this machine has seen, in a file beside the data; the text of its checkpoint. Thread-safe. */
final class SeenFile implements Seen {
    private final Path file;

    /** @param folder of the data; made where it is not there */
    SeenFile(Path folder) {
        this.file = folder.resolve("log-seen.txt");
    }

    @Override
    public synchronized Optional<Sight> last() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            var seen = Checkpoint.parse(Files.readString(file));
            return Optional.of(new Sight(seen.origin(), seen.size(), seen.root()));
        } catch (MalformedException e) {
            throw new IllegalStateException(
                    file + " tells which log this machine has seen, and is damaged (" + e.getMessage()
                            + "). If the database is whole (echt log verify), delete the file",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void saw(Sight sight) {
        var before = last();
        if (before.isPresent()
                && before.get().origin().equals(sight.origin())
                && before.get().size() >= sight.size()) {
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var beside = file.resolveSibling(file.getFileName() + ".new");
            try (var channel = FileChannel.open(
                    beside,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                var text = new Checkpoint(sight.origin(), sight.size(), sight.root()).text();
                channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
                channel.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
