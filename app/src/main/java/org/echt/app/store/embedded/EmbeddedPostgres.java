package org.echt.app.store.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A PostgreSQL server that lives in a data folder and belongs to nobody in particular: every process that opens the
 * folder uses the same server. The first one starts it, later ones attach, the last to close stops it.
 *
 * <p>Two lock files carry this. Each process holds {@code echt.lock} shared as long as it uses the folder; whoever gets
 * it exclusively is the last. {@code start.lock} is held exclusively while a process starts, stops or attaches, so that
 * none attaches to a server which another is about to stop. The system drops both when a process dies, so a killed one
 * leaves a running server to which the next one attaches.
 *
 * <p>A daemon thread in each process looks five times a second whether the server is still there and starts it again,
 * on the same port if that is free. Connections are lost then, committed rows are not.
 *
 * <p>Thread-safe. Several opens of one folder in one JVM share a server and count as many closes.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final ReentrantLock GATE = new ReentrantLock();
    private static final Map<Path, Shared> OPEN = new HashMap<>();

    /** One folder in this JVM. The count is guarded by GATE. */
    private static final class Shared {
        private final Attachment attachment;
        private int count;

        Shared(Attachment attachment) {
            this.attachment = attachment;
        }
    }

    private final Shared shared;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedPostgres(Shared shared) {
        this.shared = shared;
    }

    /**
     * Opens the database in a folder; creates what is missing. Returns when it accepts connections.
     *
     * @param dataDir the data folder; the database takes its subfolder {@code pg} and two lock files
     * @param settings used when this call starts the server
     * @throws EmbeddedPostgresException when there can be no server; the message tells what to do
     */
    public static EmbeddedPostgres open(Path dataDir, Settings settings) {
        var folder = Folder.create(dataDir);
        GATE.lock();
        try {
            var shared = OPEN.get(folder.root());
            if (shared == null) {
                shared = new Shared(Attachment.open(folder, settings));
                OPEN.put(folder.root(), shared);
            }
            shared.count++;
            return new EmbeddedPostgres(shared);
        } catch (IOException e) {
            throw new EmbeddedPostgresException(
                    "Cannot open the embedded PostgreSQL in " + folder.pg() + ": " + e
                            + ". Check that this user may write there and that there is space.",
                    e);
        } finally {
            GATE.unlock();
        }
    }

    /** Ask for it anew for each connection: the port changes when it was taken while the server was down. */
    public String jdbcUrl() {
        return shared.attachment.jdbcUrl(Cluster.DATABASE);
    }

    public String user() {
        return Cluster.USER;
    }

    /** A secret: for the driver, not for logs. */
    public String password() {
        return shared.attachment.password();
    }

    /**
     * Returns when the server accepts connections, after starting it if it is down. For callers whose connection has
     * failed and who will not wait for the supervisor.
     *
     * @throws EmbeddedPostgresException when it cannot be started
     */
    public void ensureRunning() {
        if (closed.get()) {
            throw new IllegalStateException("This EmbeddedPostgres is closed");
        }
        shared.attachment.ensureRunning();
    }

    /**
     * Gives up the database; stops the server when no other process and nobody else in this one uses it. Close
     * connections first: those still open are cut. A second close does nothing.
     *
     * @throws EmbeddedPostgresException when the server does not stop in time; it is given up nevertheless
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        GATE.lock();
        try {
            shared.count--;
            if (shared.count == 0) {
                OPEN.values().remove(shared);
                shared.attachment.close();
            }
        } finally {
            GATE.unlock();
        }
    }
}
