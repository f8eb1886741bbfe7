package org.echt.app.store.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Locks between processes. The system releases them when their process ends, however it ends. */
final class Locks {
    private static final long POLL_MILLIS = 20;

    private Locks() {}

    /** A held lock with the channel it needs. Closing any channel of a file loses all locks on it: one per file and JVM. */
    static final class Held implements AutoCloseable {
        private final FileChannel channel;
        private @Nullable FileLock lock;

        private Held(FileChannel channel, FileLock lock) {
            this.channel = channel;
            this.lock = lock;
        }

        /** Gives up the shared lock and tells whether nobody else holds one; if so it is now exclusive. */
        boolean isLast() throws IOException {
            if (lock != null) {
                lock.release();
            }
            lock = channel.tryLock();
            return lock != null;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    static Held shared(Path file, Duration timeout) throws IOException {
        return acquire(file, true, timeout);
    }

    static Held exclusive(Path file, Duration timeout) throws IOException {
        return acquire(file, false, timeout);
    }

    private static Held acquire(Path file, boolean shared, Duration timeout) throws IOException {
        var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            var deadline = Pause.until(timeout);
            while (true) {
                var lock = tryLock(channel, shared);
                if (lock != null) {
                    return new Held(channel, lock);
                }
                if (deadline.over()) {
                    throw new EmbeddedPostgresException("Another process has held the lock " + file + " for "
                            + timeout.toSeconds() + " s. Find it with: fuser -v " + file);
                }
                Pause.millis(POLL_MILLIS);
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel, boolean shared) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException e) {
            // Held by this JVM, through another class loader: wait as for any other holder.
            return null;
        }
    }
}
