package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.echt.core.webhook.Endpoint;
import org.echt.core.webhook.EndpointKey;
import org.echt.core.webhook.EndpointUrl;
import org.echt.core.webhook.EventType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The rows of endpoints. */
final class WebhookEndpoints {
    private WebhookEndpoints() {}

    static List<Endpoint> read(Connection connection, String rest, String... values) throws SQLException {
        try (var select = connection.prepareStatement(
                "select id, url, types, state, why, keys, created_at from webhook_endpoint " + rest)) {
            for (int i = 0; i < values.length; i++) {
                select.setString(i + 1, values[i]);
            }
            try (var rows = select.executeQuery()) {
                var endpoints = new ArrayList<Endpoint>();
                while (rows.next()) {
                    endpoints.add(endpoint(rows));
                }
                return endpoints;
            }
        }
    }

    private static Endpoint endpoint(ResultSet row) throws SQLException {
        var types = EnumSet.noneOf(EventType.class);
        for (var type : (String[]) row.getArray(3).getArray()) {
            types.add(EventType.valueOf(type));
        }
        return new Endpoint(
                row.getString(1),
                EndpointUrl.stored(row.getString(2)),
                types,
                Endpoint.State.valueOf(row.getString(4)),
                row.getString(5),
                Json.list(Json.read(row.getString(6)), WebhookEndpoints::key),
                Micros.read(row, 7));
    }

    private static EndpointKey key(JsonNode node) {
        var retires = Json.textOrNull(node, "retires");
        return new EndpointKey(
                node.required("version").intValue(),
                Instant.parse(Json.text(node, "created")),
                retires == null ? null : Instant.parse(retires));
    }

    private static JsonNode json(EndpointKey key) {
        var node = Json.object()
                .put("version", key.version())
                .put("created", Micros.cut(key.createdAt()).toString());
        var retires = key.retiresAt();
        return retires == null ? node : node.put("retires", Micros.cut(retires).toString());
    }

    /** Adds, changes or removes; false when something else was there, or the other gateway. */
    static boolean change(Connection connection, @Nullable Endpoint before, @Nullable Endpoint after)
            throws SQLException {
        if (before == null) {
            return insert(connection, Objects.requireNonNull(after));
        }
        var found = read(connection, "where id = ? for update", before.id());
        if (!found.equals(List.of(before))) {
            return false;
        }
        return after == null
                ? CatalogueChange.insert(connection, "delete from webhook_endpoint where id = ?", before.id())
                : update(connection, after);
    }

    private static boolean insert(Connection connection, Endpoint endpoint) throws SQLException {
        return CatalogueChange.insert(connection, """
                insert into webhook_endpoint (url, types, state, why, keys, created_at, id)
                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""", values(endpoint));
    }

    /** An update has no "on conflict": whoever changes the gateway waits for others who do, and then looks. */
    private static boolean update(Connection connection, Endpoint endpoint) throws SQLException {
        if (endpoint.types().contains(EventType.SMS_REQUESTED)) {
            try (var lock = connection.createStatement()) {
                lock.execute("lock table webhook_endpoint in share row exclusive mode");
            }
            var gateways = read(connection, "where 'SMS_REQUESTED' = any (types) and id <> ?", endpoint.id());
            if (!gateways.isEmpty()) {
                return false;
            }
        }
        return CatalogueChange.insert(connection, """
                update webhook_endpoint set url = ?, types = ?, state = ?, why = ?, keys = ?, created_at = ?
                 where id = ?""", values(endpoint));
    }

    private static Object[] values(Endpoint endpoint) {
        return new Object[] {
            endpoint.url().whole(),
            names(endpoint.types()),
            endpoint.state().name(),
            CopyIn.clean(endpoint.why()),
            Json.write(Json.array(endpoint.keys(), WebhookEndpoints::json)),
            Micros.parameter(endpoint.createdAt()),
            endpoint.id()
        };
    }

    private static String[] names(Set<EventType> types) {
        return types.stream().map(Enum::name).sorted().toArray(String[]::new);
    }
}
