package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/** The catalogue's version. */
final class CatalogueVersion {
    /** The channel that says when the version rose. */
    static final String CHANNEL = "echt_catalogue";

    private CatalogueVersion() {}

    /**
     * Raises the version within the caller's transaction and tells the listeners when that commits. Comes first in every
     * change of the catalogue: the row lock it takes lasts until the end of the transaction, so changes follow one
     * another, each sees those before it, and "the next free number" needs no other lock.
     */
    static void raise(Connection connection) throws SQLException {
        try (var raise = connection.prepareStatement("update catalogue_version set version = version + 1");
                var tell = connection.prepareStatement("select pg_notify(?, '')")) {
            raise.executeUpdate();
            tell.setString(1, CHANNEL);
            tell.execute();
        }
    }
}
