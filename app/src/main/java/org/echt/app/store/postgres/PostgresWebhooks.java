package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.echt.core.audit.AuditEntry;
import org.echt.core.webhook.Attempt;
import org.echt.core.webhook.Delivery;
import org.echt.core.webhook.Delivery.State;
import org.echt.core.webhook.Endpoint;
import org.echt.core.webhook.Event;
import org.echt.core.webhook.EventType;
import org.echt.core.webhook.WebhookStore;
import org.jspecify.annotations.Nullable;

/** Webhooks. Thread-safe; durable on return; instants are kept to the microsecond. */
final class PostgresWebhooks implements WebhookStore {
    private static final String DELIVERY = """
            select d.number, e.id, e.type, e.subject, e.at, d.endpoint, d.state, d.attempts, d.since, d.due_at,
                   e.data is not null, e.data
              from webhook_delivery d join webhook_event e on e.id = d.event
            """;
    private static final String REPLAYED = """
             from webhook_event e
            where e.id = d.event and d.endpoint = ? and (? = 0 or d.number = ?) and d.state <> 'WAITING'
              and e.data is not null and e.at >= ?""";

    private final Database database;

    PostgresWebhooks(Database database) {
        this.database = database;
    }

    @Override
    public List<Endpoint> endpoints() {
        return database.withConnection(connection -> WebhookEndpoints.read(connection, "order by id"));
    }

    @Override
    public Optional<Endpoint> endpoint(String id) {
        return database.withConnection(
                connection -> WebhookEndpoints.read(connection, "where id = ?", CopyIn.clean(id)).stream()
                        .findFirst());
    }

    @Override
    public int nextKey() {
        return database.withConnection(
                connection -> Math.toIntExact(number(connection, "select nextval('webhook_key_version')")));
    }

    @Override
    public boolean change(@Nullable Endpoint before, @Nullable Endpoint after, AuditEntry audit) {
        return database.inTransaction(connection -> {
            boolean done = WebhookEndpoints.change(connection, before, after);
            if (done) {
                PostgresAudit.write(connection, audit);
            }
            return done;
        });
    }

    @Override
    public int put(Event event, String data) {
        if (event.type() == EventType.SMS_REQUESTED) {
            throw new IllegalArgumentException("the data of " + event.type() + " are never kept");
        }
        return database.inTransaction(connection -> insert(connection, event, CopyIn.clean(data))
                ? update(
                        connection,
                        """
                        insert into webhook_delivery (event, endpoint, state, attempts, since, due_at)
                        select ?, id, 'WAITING', 0, ?, ? from webhook_endpoint where ? = any (types) order by id""",
                        event.id(),
                        Micros.parameter(event.at()),
                        Micros.parameter(event.at()),
                        event.type().name())
                : -1);
    }

    private static boolean insert(Connection connection, Event event, @Nullable String data) throws SQLException {
        return CatalogueChange.insert(
                connection,
                "insert into webhook_event (id, type, subject, at, data) values (?, ?, ?, ?, ?) on conflict do nothing",
                event.id(),
                event.type().name(),
                CopyIn.clean(event.subject()),
                Micros.parameter(event.at()),
                data);
    }

    @Override
    public List<String> due(Instant now) {
        return database.withConnection(connection -> {
            try (var select = connection.prepareStatement("""
                    select p.id from webhook_endpoint p
                     where p.state = 'ACTIVE'
                       and exists (select from webhook_delivery d
                                    where d.endpoint = p.id and d.state = 'WAITING' and d.due_at <= ?)
                     order by p.id""")) {
                select.setObject(1, Micros.parameter(now));
                try (var rows = select.executeQuery()) {
                    var names = new ArrayList<String>();
                    while (rows.next()) {
                        names.add(rows.getString(1));
                    }
                    return names;
                }
            }
        });
    }

    @Override
    public List<Taken> take(String endpoint, int limit, Instant now, Instant until) {
        return database.inTransaction(connection -> {
            var taken = new ArrayList<Taken>();
            // skip locked: whoever takes at the same time gets others instead of waiting
            var due = "where d.endpoint = ? and d.state = 'WAITING' and d.due_at <= ?"
                    + " and exists (select from webhook_endpoint p where p.id = d.endpoint and p.state = 'ACTIVE')"
                    + " order by d.due_at, d.number limit ? for update of d skip locked";
            try (var select = prepare(connection, DELIVERY + due, endpoint, Micros.parameter(now), limit);
                    var rows = select.executeQuery()) {
                while (rows.next()) {
                    var found = delivery(rows);
                    taken.add(new Taken(
                            new Delivery(
                                    found.number(),
                                    found.event(),
                                    endpoint,
                                    State.WAITING,
                                    found.attempts() + 1,
                                    found.since(),
                                    Micros.cut(until),
                                    found.kept()),
                            Objects.requireNonNull(rows.getString(12))));
                }
            }
            update(
                    connection,
                    "update webhook_delivery set attempts = attempts + 1, due_at = ? where number = any (?)",
                    Micros.parameter(until),
                    numbers(taken.stream().map(Taken::delivery).toList()));
            return taken;
        });
    }

    private static Long[] numbers(Collection<Delivery> deliveries) {
        return deliveries.stream().map(Delivery::number).toArray(Long[]::new);
    }

    /** In the order of their numbers, so that two who tell of the same deliveries do not wait for each other in a circle. */
    @Override
    public void record(List<Result> results) {
        var ordered = results.stream()
                .sorted(Comparator.comparingLong(r -> r.delivery().number()))
                .toList();
        database.inTransaction(connection -> {
            update(connection, ordered);
            tried(connection, ordered);
            return true;
        });
    }

    private static void update(Connection connection, List<Result> results) throws SQLException {
        try (var update = connection.prepareStatement("""
                update webhook_delivery set state = ?, due_at = ?, settled_at = ?
                 where number = ? and (? = 'DELIVERED' or (state = 'WAITING' and attempts = ? and since = ?))""")) {
            for (var result : results) {
                var delivery = result.delivery();
                fill(
                        update,
                        result.state().name(),
                        Micros.parameter(result.dueAt()),
                        result.state() == State.WAITING
                                ? null
                                : Micros.parameter(result.attempt().at()),
                        delivery.number(),
                        result.state().name(),
                        delivery.attempts(),
                        Micros.parameter(delivery.since()));
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** Of a delivery that is gone with its endpoint nothing is kept. */
    private static void tried(Connection connection, List<Result> results) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into webhook_attempt (delivery, at, status, cause, millis)
                select number, ?, ?, ?, ? from webhook_delivery where number = ?""")) {
            for (var result : results) {
                var attempt = result.attempt();
                fill(
                        insert,
                        Micros.parameter(attempt.at()),
                        attempt.status(),
                        CopyIn.clean(attempt.cause()),
                        attempt.millis(),
                        result.delivery().number());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @Override
    public void release(Collection<Delivery> deliveries, Instant dueAt) {
        database.inTransaction(connection -> {
            try (var update = connection.prepareStatement("""
                    update webhook_delivery set attempts = attempts - 1, due_at = ?
                     where number = ? and state = 'WAITING' and attempts = ?""")) {
                for (var delivery : deliveries.stream()
                        .sorted(Comparator.comparingLong(Delivery::number))
                        .toList()) {
                    fill(update, Micros.parameter(dueAt), delivery.number(), delivery.attempts());
                    update.addBatch();
                }
                update.executeBatch();
            }
            return true;
        });
    }

    @Override
    public void record(Event event, String endpoint, Attempt attempt, State state) {
        database.inTransaction(connection -> {
            // held until the end, so that the endpoint cannot go in between
            var there = WebhookEndpoints.read(connection, "where id = ? for share", CopyIn.clean(endpoint));
            if (there.isEmpty()) {
                return false;
            }
            insert(connection, event, null);
            long number = number(
                    connection,
                    """
                    insert into webhook_delivery as d (event, endpoint, state, attempts, since, due_at, settled_at)
                    values (?, ?, ?, 1, ?, ?, ?)
                    on conflict (event, endpoint) do update
                       set attempts = d.attempts + 1, state = excluded.state, settled_at = excluded.settled_at
                    returning number""",
                    event.id(),
                    endpoint,
                    state.name(),
                    Micros.parameter(event.at()),
                    Micros.parameter(event.at()),
                    Micros.parameter(attempt.at()));
            return CatalogueChange.insert(
                    connection,
                    "insert into webhook_attempt (delivery, at, status, cause, millis) values (?, ?, ?, ?, ?)",
                    number,
                    Micros.parameter(attempt.at()),
                    attempt.status(),
                    CopyIn.clean(attempt.cause()),
                    attempt.millis());
        });
    }

    @Override
    public Optional<Instant> lastDelivered(String endpoint) {
        return database.withConnection(connection -> {
            try (var select = prepare(
                            connection,
                            "select max(settled_at) from webhook_delivery where endpoint = ? and state = 'DELIVERED'",
                            CopyIn.clean(endpoint));
                    var row = select.executeQuery()) {
                row.next();
                return Optional.ofNullable(Micros.readNullable(row, 1));
            }
        });
    }

    @Override
    public List<Delivery> deliveries(Filter filter) {
        var state = filter.state();
        var name = state == null ? "" : state.name();
        return database.withConnection(connection -> read(
                connection,
                "where d.endpoint = ? and (? = '' or d.state = ?) and d.number < ? order by d.number desc limit ?",
                CopyIn.clean(filter.endpoint()),
                name,
                name,
                filter.below(),
                filter.limit()));
    }

    @Override
    public Optional<Delivery> delivery(long number) {
        return database.withConnection(connection ->
                read(connection, "where d.number = ?", number).stream().findFirst());
    }

    @Override
    public List<Attempt> attempts(long number) {
        return database.withConnection(connection -> {
            try (var select = prepare(
                            connection,
                            "select at, status, cause, millis from webhook_attempt where delivery = ? order by id",
                            number);
                    var rows = select.executeQuery()) {
                var attempts = new ArrayList<Attempt>();
                while (rows.next()) {
                    attempts.add(new Attempt(Micros.read(rows, 1), rows.getInt(2), rows.getString(3), rows.getLong(4)));
                }
                return attempts;
            }
        });
    }

    @Override
    public int replay(Replay which, Instant now, AuditEntry audit) {
        return database.inTransaction(connection -> {
            int again = update(
                    connection,
                    "update webhook_delivery d set state = 'WAITING', attempts = 0, since = ?, due_at = ?, settled_at = null"
                            + REPLAYED,
                    Micros.parameter(now),
                    Micros.parameter(now),
                    CopyIn.clean(which.endpoint()),
                    which.number(),
                    which.number(),
                    Micros.parameter(which.since()));
            if (again > 0) {
                PostgresAudit.write(connection, audit);
            }
            return again;
        });
    }

    @Override
    public int replayable(Replay which) {
        return database.withConnection(connection -> Math.toIntExact(number(
                connection,
                "select count(*) from webhook_delivery d where exists (select " + REPLAYED + ")",
                CopyIn.clean(which.endpoint()),
                which.number(),
                which.number(),
                Micros.parameter(which.since()))));
    }

    @Override
    public int purge(Instant before) {
        var limit = Micros.parameter(before);
        return database.inTransaction(connection -> {
            int forgotten = update(connection, "delete from webhook_attempt where at < ?", limit);
            update(connection, "delete from webhook_delivery where settled_at < ?", limit);
            update(connection, """
                    delete from webhook_event e
                     where e.data is null and e.at < ?
                       and not exists (select from webhook_delivery d where d.event = e.id)""", limit);
            return forgotten;
        });
    }

    private static List<Delivery> read(Connection connection, String rest, Object... values) throws SQLException {
        try (var select = prepare(connection, DELIVERY + rest, values);
                var rows = select.executeQuery()) {
            var deliveries = new ArrayList<Delivery>();
            while (rows.next()) {
                deliveries.add(delivery(rows));
            }
            return deliveries;
        }
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        var event =
                new Event(row.getString(2), EventType.valueOf(row.getString(3)), row.getString(4), Micros.read(row, 5));
        return new Delivery(
                row.getLong(1),
                event,
                row.getString(6),
                State.valueOf(row.getString(7)),
                row.getInt(8),
                Micros.read(row, 9),
                Micros.read(row, 10),
                row.getBoolean(11));
    }

    private static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (var update = prepare(connection, sql, values)) {
            return update.executeUpdate();
        }
    }

    private static long number(Connection connection, String sql, Object... values) throws SQLException {
        try (var select = prepare(connection, sql, values);
                var row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        var statement = connection.prepareStatement(sql);
        fill(statement, values);
        return statement;
    }

    private static void fill(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
