package org.echt.app.store.postgres;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.echt.core.fault.StoreUnavailableException;
import org.jspecify.annotations.Nullable;

/** Tells a store that cannot be reached from a statement that is wrong. */
final class SqlFaults {
    private SqlFaults() {}

    static RuntimeException translate(SQLException e) {
        return isUnreachable(e)
                ? new StoreUnavailableException("The database cannot be reached: " + e.getMessage(), e)
                : new StatementFailedException(e);
    }

    /** The whole chain counts: pools and Flyway wrap what the driver says. */
    static boolean isUnreachable(Throwable e) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException) {
                return true;
            }
            if (cause instanceof SQLException sql && (saysUnreachable(sql) || sql.getCause() instanceof IOException)) {
                return true;
            }
        }
        return false;
    }

    private static boolean saysUnreachable(SQLException e) {
        var state = e.getSQLState();
        // 08: connection. 57P01-57P05: shut down, crashed, starting, database dropped, idle too long. 53300: no slot
        // left.
        return state != null && (state.startsWith("08") || state.startsWith("57P0") || state.equals("53300"));
    }
}
