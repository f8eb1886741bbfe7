package org.echt.app.store.postgres;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Work on a connection or the like that may fail as the driver fails. */
@FunctionalInterface
public interface SqlFunction<A extends @Nullable Object, B extends @Nullable Object> {
    B apply(A argument) throws SQLException;
}
