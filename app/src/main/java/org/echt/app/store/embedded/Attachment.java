package org.echt.app.store.embedded;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** What one JVM holds of one folder: the lock that says so, the supervisor, the address of the server. */
final class Attachment implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Attachment.class.getName());
    private static final long LOOK_EVERY_MILLIS = 200;
    private static final long MOST_MILLIS = 5_000;

    private final Folder folder;
    private final Settings settings;
    private final Locks.Held use;
    private final Server server;
    private final String password;
    private final CountDownLatch closing = new CountDownLatch(1);
    /** Serialises starts within this JVM, as start.lock does between processes. */
    private final ReentrantLock starting = new ReentrantLock();

    private volatile PidFile address = new PidFile(0, 0, false);

    private Attachment(Folder folder, Settings settings, Locks.Held use, Server server, String password) {
        this.folder = folder;
        this.settings = settings;
        this.use = use;
        this.server = server;
        this.password = password;
    }

    static Attachment open(Folder folder, Settings settings) throws IOException {
        try (var _ = Locks.exclusive(folder.startLock(), settings.startTimeout())) {
            var use = Locks.shared(folder.useLock(), settings.startTimeout());
            try {
                return open(folder, settings, use);
            } catch (IOException | RuntimeException e) {
                use.close();
                throw e;
            }
        }
    }

    private static Attachment open(Folder folder, Settings settings, Locks.Held use) throws IOException {
        var password = Cluster.password(folder);
        var server = new Server(folder, Binaries.in(folder), settings, null);
        boolean attached = Server.running(folder).isPresent();
        if (!attached) {
            server.prepare(password);
        }
        var attachment = new Attachment(folder, settings, use, server, password);
        try {
            attachment.attachAndEnter();
        } catch (IOException | RuntimeException e) {
            if (!attached) {
                server.stop();
            }
            throw e;
        }
        Thread.ofPlatform().daemon().name("embedded-postgres").start(attachment::supervise);
        return attachment;
    }

    String password() {
        return password;
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + address.port() + "/" + database;
    }

    void ensureRunning() {
        if (accepts()) {
            return;
        }
        starting.lock();
        try (var _ = Locks.exclusive(folder.startLock(), settings.startTimeout())) {
            attach();
        } catch (IOException e) {
            throw new EmbeddedPostgresException(
                    "Cannot start the embedded PostgreSQL in " + folder.pg() + " again: " + e
                            + ". Check that this user may write there and that there is space.",
                    e);
        } finally {
            starting.unlock();
        }
    }

    /** Under the start lock. */
    private void attach() throws IOException {
        address = server.ensureReady(() -> closing.getCount() == 0);
    }

    /** A server that dies at this very moment still looks like one that runs: then once more. */
    private void attachAndEnter() throws IOException {
        var deadline = Pause.until(settings.startTimeout());
        while (true) {
            attach();
            try {
                createDatabase();
                return;
            } catch (SQLException e) {
                if (deadline.over() || !mayPass(e)) {
                    throw refused(e);
                }
                Pause.millis(LOOK_EVERY_MILLIS);
            }
        }
    }

    /** Not connected at all, or told that the server is starting or stopping. */
    private static boolean mayPass(SQLException e) {
        var state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("57P0");
    }

    private EmbeddedPostgresException refused(SQLException e) {
        return new EmbeddedPostgresException(
                "The embedded PostgreSQL in " + folder.pg() + " runs at " + jdbcUrl(Cluster.DATABASE)
                        + " but does not let us in: " + e.getMessage() + ". If it is the password, restore "
                        + folder.password() + " from a backup.",
                e);
    }

    /** Cheap, hence also its limits: a server that lives but hangs counts as running. */
    private boolean accepts() {
        var now = Server.running(folder);
        return now.isPresent() && now.get().equals(address);
    }

    /** The connection test as well: name, port and password belong together, or it fails. */
    private void createDatabase() throws SQLException {
        try (var _ = connect(Cluster.DATABASE)) {
            return;
        } catch (SQLException e) {
            if (!"3D000".equals(e.getSQLState())) {
                throw e;
            }
        }
        try (var connection = connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("create database " + Cluster.DATABASE);
        }
    }

    private Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", Cluster.USER);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("socketTimeout", "30");
        return DriverManager.getConnection(jdbcUrl(database), properties);
    }

    private void supervise() {
        long pause = LOOK_EVERY_MILLIS;
        try {
            while (!closing.await(pause, TimeUnit.MILLISECONDS)) {
                pause = look() ? LOOK_EVERY_MILLIS : Math.min(pause * 2, MOST_MILLIS);
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but a JVM that is going down.
            Thread.currentThread().interrupt();
        }
    }

    private boolean look() {
        try {
            if (!accepts()) {
                LOG.log(Level.WARNING, "The embedded PostgreSQL in {0} is gone; starting it again.", folder.pg());
                ensureRunning();
                LOG.log(Level.INFO, "The embedded PostgreSQL is back: {0}", jdbcUrl(Cluster.DATABASE));
            } else if (server.log().overLimit()) {
                rotateLog();
            }
            return true;
        } catch (RuntimeException | IOException e) {
            if (closing.getCount() > 0) {
                LOG.log(Level.ERROR, "The embedded PostgreSQL is not available. It will be tried again.", e);
            }
            return false;
        }
    }

    private void rotateLog() throws IOException {
        starting.lock();
        try (var _ = Locks.exclusive(folder.startLock(), settings.startTimeout())) {
            server.log().rotate();
        } finally {
            starting.unlock();
        }
    }

    /** File locks do not stand an interrupted thread, so the mark is put aside meanwhile. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        closing.countDown();
        starting.lock();
        try (use;
                var _ = Locks.exclusive(folder.startLock(), settings.startTimeout())) {
            if (use.isLast()) {
                server.stop();
            }
        } catch (IOException e) {
            throw new EmbeddedPostgresException(
                    "Cannot tell whether others use the embedded PostgreSQL in " + folder.pg() + ": " + e
                            + ". It was left running; the next one who opens and closes the folder stops it.",
                    e);
        } finally {
            starting.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
