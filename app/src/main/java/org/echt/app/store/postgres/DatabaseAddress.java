package org.echt.app.store.postgres;

import java.util.function.Supplier;

/**
 * Where the database is. The URL is asked for at each new connection, since an embedded server may come back on another
 * port.
 *
 * @param url {@code jdbc:postgresql://...}, without a password
 * @param user the database user
 * @param password its password; not shown by {@link #toString}
 */
public record DatabaseAddress(Supplier<String> url, String user, String password) {
    public static DatabaseAddress of(String url, String user, String password) {
        return new DatabaseAddress(() -> url, user, password);
    }

    @Override
    public String toString() {
        return user + " at " + url.get();
    }
}
