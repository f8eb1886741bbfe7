package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.echt.core.outreach.Outbox;

/** Being the one of all nodes who sends: a lock of the database that lives as long as its connection. */
record SenderLead(Connection connection) implements Outbox.Lead {
    private static final int SECONDS = 2;

    /** Takes the lock over the connection given, or gives the connection back when somebody else holds it. */
    static Optional<Outbox.Lead> take(Connection connection) {
        boolean first = false;
        try (var lock = connection.prepareStatement("select pg_try_advisory_lock(hashtextextended('echt sender', 0))");
                var row = lock.executeQuery()) {
            row.next();
            first = row.getBoolean(1);
            return first ? Optional.of(new SenderLead(connection)) : Optional.empty();
        } catch (SQLException e) {
            throw SqlFaults.translate(e);
        } finally {
            if (!first) {
                end(connection);
            }
        }
    }

    @Override
    public boolean isHeld() {
        try {
            return connection.isValid(SECONDS);
        } catch (SQLException _) {
            return false;
        }
    }

    @Override
    public void close() {
        end(connection);
    }

    private static void end(Connection connection) {
        try {
            connection.close();
        } catch (SQLException _) {
            // The server ends it, and the lock with it.
        }
    }
}
