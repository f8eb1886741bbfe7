package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.echt.core.access.AccessStore;
import org.echt.core.access.Right;
import org.echt.core.access.Role;
import org.echt.core.access.Token;
import org.echt.core.access.User;
import org.echt.core.audit.AuditEntry;
import org.jspecify.annotations.Nullable;

/** Users and tokens. Thread-safe; durable on return. */
final class PostgresAccess implements AccessStore {
    private static final String USER =
            "select name, roles, password_hash, disabled, failures, locked_until from app_user ";
    private static final String TOKEN = "select hash, kind, name, rights, expires_at, revoked from token ";

    private final Database database;

    PostgresAccess(Database database) {
        this.database = database;
    }

    @Override
    public List<User> users() {
        return database.withConnection(connection -> users(connection, USER + "order by name"));
    }

    @Override
    public Optional<User> user(String name) {
        return database.withConnection(connection ->
                users(connection, USER + "where name = ?", name).stream().findFirst());
    }

    private static List<User> users(Connection connection, String sql, String... names) throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            for (int i = 0; i < names.length; i++) {
                select.setString(i + 1, CopyIn.clean(names[i]));
            }
            try (var rows = select.executeQuery()) {
                var users = new ArrayList<User>();
                while (rows.next()) {
                    users.add(new User(
                            rows.getString(1),
                            roles(rows),
                            rows.getString(3),
                            rows.getBoolean(4),
                            rows.getInt(5),
                            rows.getObject(6) == null ? null : Micros.read(rows, 6)));
                }
                return users;
            }
        }
    }

    private static Set<Role> roles(ResultSet row) throws SQLException {
        var roles = EnumSet.noneOf(Role.class);
        for (var role : (String[]) row.getArray(2).getArray()) {
            roles.add(Role.valueOf(role));
        }
        return roles;
    }

    @Override
    public boolean change(@Nullable User before, User after, @Nullable AuditEntry audit) {
        return database.inTransaction(connection -> {
            boolean done = before == null ? insert(connection, after) : update(connection, before, after);
            if (done && audit != null) {
                PostgresAudit.write(connection, audit);
            }
            return done;
        });
    }

    private static boolean insert(Connection connection, User user) throws SQLException {
        var until = user.lockedUntil();
        return CatalogueChange.insert(
                connection,
                "insert into app_user (name, roles, password_hash, disabled, failures, locked_until)"
                        + " values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                user.name(),
                names(user.roles()),
                user.passwordHash(),
                user.disabled(),
                user.failures(),
                until == null ? null : Micros.parameter(until));
    }

    private static boolean update(Connection connection, User before, User after) throws SQLException {
        boolean leaves = before.isAdmin() && !after.isAdmin();
        if (leaves) {
            lock(connection);
        }
        var found = users(connection, USER + "where name = ? for update", before.name());
        if (!found.equals(List.of(before)) || (leaves && isAlone(connection))) {
            return false;
        }
        var until = after.lockedUntil();
        return CatalogueChange.insert(
                connection,
                "update app_user set roles = ?, password_hash = ?, disabled = ?, failures = ?, locked_until = ?"
                        + " where name = ?",
                names(after.roles()),
                after.passwordHash(),
                after.disabled(),
                after.failures(),
                until == null ? null : Micros.parameter(until),
                after.name());
    }

    /** Of two admins who leave at once the second must see that the first has left. */
    private static void lock(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(hashtext('app_user'))");
        }
    }

    private static boolean isAlone(Connection connection) throws SQLException {
        return users(connection, USER + "where 'ADMIN' = any(roles) and not disabled")
                        .size()
                < 2;
    }

    private static String[] names(Set<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).sorted().toArray(String[]::new);
    }

    @Override
    public boolean put(Token token, AuditEntry audit) {
        return database.inTransaction(connection -> {
            var expires = token.expiresAt();
            boolean kept = CatalogueChange.insert(
                    connection,
                    "insert into token (hash, kind, name, rights, expires_at, revoked) values (?, ?, ?, ?, ?, ?)"
                            + " on conflict do nothing",
                    token.hash(),
                    token.kind().name(),
                    token.name(),
                    names(token.rights()),
                    expires == null ? null : Micros.parameter(expires),
                    token.revoked());
            if (kept) {
                PostgresAudit.write(connection, audit);
            }
            return kept;
        });
    }

    @Override
    public Optional<Token> token(String hash) {
        return database.withConnection(connection ->
                tokens(connection, TOKEN + "where hash = ?", hash).stream().findFirst());
    }

    @Override
    public List<Token> keys() {
        return database.withConnection(connection -> tokens(connection, TOKEN + "where kind = ? order by name", "KEY"));
    }

    private static List<Token> tokens(Connection connection, String sql, String value) throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            select.setString(1, CopyIn.clean(value));
            try (var rows = select.executeQuery()) {
                var tokens = new ArrayList<Token>();
                while (rows.next()) {
                    var rights = EnumSet.noneOf(Right.class);
                    for (var right : (String[]) rows.getArray(4).getArray()) {
                        rights.add(Right.valueOf(right));
                    }
                    tokens.add(new Token(
                            rows.getString(1),
                            Token.Kind.valueOf(rows.getString(2)),
                            rows.getString(3),
                            rights,
                            rows.getObject(5) == null ? null : Micros.read(rows, 5),
                            rows.getBoolean(6)));
                }
                return tokens;
            }
        }
    }

    @Override
    public boolean revoke(String hash, AuditEntry audit) {
        return database.inTransaction(connection -> {
            boolean revoked = CatalogueChange.insert(
                    connection, "update token set revoked = true where hash = ? and not revoked", hash);
            if (revoked) {
                PostgresAudit.write(connection, audit);
            }
            return revoked;
        });
    }
}
