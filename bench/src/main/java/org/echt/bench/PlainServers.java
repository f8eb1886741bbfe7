package org.echt.bench;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.function.Consumer;
import org.echt.app.store.postgres.Database;

/** The web server Echt uses, doing what Echt is measured against. */
final class PlainServers {
    private PlainServers() {}

    /** Answers {@code /constant} with these bytes. */
    static WebServer constant(byte[] json) {
        return start(routing -> routing.get("/constant", (_, response) -> send(response, json)));
    }

    /**
     * Answers {@code /item/{number}} the obvious way: reads the item's state, inserts the scan, one statement each, through
     * a pool. Knows no recalls, no parts and no codes.
     *
     * @param bytes size of its answers
     */
    static WebServer naive(Database database, int bytes) {
        return start(routing -> routing.get("/item/{number}", (request, response) -> {
            var json = database.withConnection(connection -> check(connection, item(request), bytes));
            send(response, json);
        }));
    }

    private static WebServer start(Consumer<HttpRouting.Builder> routing) {
        return WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .shutdownHook(false)
                .routing(routing)
                .build()
                .start();
    }

    private static long item(ServerRequest request) {
        return Long.parseLong(request.path().pathParameters().get("number"));
    }

    private static void send(ServerResponse response, byte[] json) {
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.send(json);
    }

    private static byte[] check(Connection connection, long item, int bytes) throws SQLException {
        var json = new StringBuilder(bytes).append("{\"item\":").append(item);
        try (var select = connection.prepareStatement(
                "select life, first_checked_at, last_checked_at, checks, use from item_state where item = ?")) {
            select.setLong(1, item);
            try (var rows = select.executeQuery()) {
                if (rows.next()) {
                    json.append(",\"life\":\"").append(rows.getString(1)).append("\",\"checks\":");
                    json.append(rows.getLong(4));
                }
            }
        }
        insert(connection, item);
        json.append(",\"more\":\"");
        json.repeat('x', Math.max(0, bytes - json.length() - 2));
        return json.append("\"}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void insert(Connection connection, long item) throws SQLException {
        try (var insert = connection.prepareStatement("insert into naive_scan values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setTimestamp(1, Timestamp.from(Instant.now()));
            insert.setLong(2, item);
            insert.setString(3, "CHK-0000-0000");
            insert.setString(4, "ISSUED");
            insert.setString(5, "NOT_AFFECTED");
            insert.setLong(6, 1);
            insert.setString(7, "bench");
            insert.setString(8, "en");
            insert.setString(9, "API");
            insert.setLong(10, 1);
            insert.executeUpdate();
        }
    }
}
