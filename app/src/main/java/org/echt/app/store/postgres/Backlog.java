package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What waits in the database, for whoever watches over it.
 *
 * @param messages how many messages are in which state that somebody has still to do with
 * @param oldestMessage since when the oldest message waits that may be sent; null for none
 * @param webhooksDue deliveries that are due
 * @param logWaiting entries without a place in the log
 * @param logSize entries with one
 * @param logAt when the newest checkpoint was signed; null for none
 * @param witnessedSize how far others have cosigned; 0 for not at all
 * @param strayChecks checks that lie in no day's partition
 */
public record Backlog(
        Map<String, Long> messages,
        @Nullable Instant oldestMessage,
        long webhooksDue,
        long logWaiting,
        long logSize,
        @Nullable Instant logAt,
        long witnessedSize,
        long strayChecks) {
    public Backlog {
        messages = Map.copyOf(messages);
    }

    /** Reads by indexes only what waits: it is asked for again and again, also on the busiest day. */
    static Backlog read(Database database) {
        return database.inTransaction(connection -> {
            try (var begin =
                    connection.prepareStatement("set transaction isolation level repeatable read, read only")) {
                begin.execute();
            }
            return read(connection);
        });
    }

    private static Backlog read(Connection connection) throws SQLException {
        long webhooks = Sql.count(
                connection,
                "select count(*) from webhook_endpoint e join webhook_delivery d on d.endpoint = e.id"
                        + " where d.state = 'WAITING' and e.state = 'ACTIVE' and d.due_at <= now()");
        long waiting = Sql.count(connection, "select count(*) from log_pending")
                + Sql.count(connection, "select count(*) from log_adopted");
        long size = Sql.count(connection, "select coalesce(max(place) + 1, 0) from log_entry");
        var at = instant(connection, "select at from log_head where origin <> ''");
        long witnessed = Sql.count(connection, "select coalesce(max(size), 0) from log_witnessed where not stamped");
        long stray = Sql.count(connection, "select count(*) from (select from scan_default limit 1000) s");
        Sql.update(connection, "set local role echt_person");
        var messages = new TreeMap<String, Long>();
        for (var state : List.of("WAITING", "SENDING")) {
            messages.put(
                    state, Sql.count(connection, "select count(*) from person.message where state = '" + state + "'"));
        }
        var oldest = instant(
                connection,
                "select min(not_before) from person.message where state = 'WAITING' and not_before <= now()");
        return new Backlog(messages, oldest, webhooks, waiting, size, at, witnessed, stray);
    }

    private static @Nullable Instant instant(Connection connection, String query) throws SQLException {
        var found = new ArrayList<Instant>();
        Sql.rows(connection, query, row -> {
            var at = Micros.readNullable(row, 1);
            if (at != null) {
                found.add(at);
            }
        });
        return found.isEmpty() ? null : found.getFirst();
    }
}
