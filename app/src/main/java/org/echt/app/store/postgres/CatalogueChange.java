package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Changes of the catalogue: one after another, each raising the version or leaving everything as it was. */
final class CatalogueChange {
    private CatalogueChange() {}

    /** A change that turns out not to be possible. Carries no stack trace: it is an answer, not a failure. */
    private static final class Undone extends RuntimeException {
        Undone() {
            super("undone", null, false, false);
        }
    }

    /** Runs a change that says whether it took place; when it did not, nothing is changed, the version neither. */
    static boolean run(Database database, SqlFunction<Connection, Boolean> change) {
        try {
            return database.inTransaction(connection -> {
                CatalogueVersion.raise(connection);
                if (!change.apply(connection)) {
                    throw new Undone();
                }
                return true;
            });
        } catch (Undone _) {
            return false;
        }
    }

    /** Runs an insert that does nothing on a conflict; true when there was none. */
    static boolean insert(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (var insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                insert.setObject(i + 1, values[i]);
            }
            return insert.executeUpdate() == 1;
        }
    }
}
