package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/**
 * Hears that the catalogue changed, to hurry: reads check the version anyway. Calls the listener on its own thread at
 * each change, and once after each connect, since changes may have been missed before. Connects again by itself.
 */
final class CatalogueListener implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(CatalogueListener.class.getName());
    private static final int LISTEN_MILLIS = 10_000;
    private static final long RETRY_MILLIS = 500;

    private final Database database;
    private final Runnable listener;
    private final Thread thread;
    private volatile boolean closed;

    CatalogueListener(Database database, Runnable listener) {
        this.database = database;
        this.listener = listener;
        thread = Thread.ofVirtual().name("echt catalogue listener").start(this::run);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        while (!closed) {
            try (var connection = database.dedicated()) {
                listen(connection);
            } catch (SQLException | RuntimeException e) {
                LOG.log(System.Logger.Level.DEBUG, "Not listening to catalogue changes for now", e);
                pause();
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (var listen = connection.prepareStatement("listen " + CatalogueVersion.CHANNEL)) {
            listen.execute();
        }
        tell();
        var postgres = connection.unwrap(PGConnection.class);
        while (!closed) {
            var heard = postgres.getNotifications(LISTEN_MILLIS);
            if (heard != null && heard.length > 0) {
                tell();
            } else if (!connection.isValid(1)) {
                throw new SQLException("the connection fell silent", "08006");
            }
        }
    }

    /** A listener that fails must not cost the ones that come after. */
    private void tell() {
        try {
            listener.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "A catalogue change was heard, but not taken up", e);
        }
    }

    private void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
