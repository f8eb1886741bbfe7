package org.echt.app.store.postgres;

import java.sql.SQLException;
import java.util.Objects;

/** The database was reached and refused: a broken constraint, a serialization failure, or a mistake in the SQL. */
public final class StatementFailedException extends RuntimeException {
    private final String sqlState;

    StatementFailedException(SQLException cause) {
        super(cause.getMessage(), cause);
        this.sqlState = Objects.requireNonNullElse(cause.getSQLState(), "");
    }

    /** Five characters, for example {@code 23505} for a duplicate key; empty when the driver gave none. */
    public String sqlState() {
        return sqlState;
    }
}
