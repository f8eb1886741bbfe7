package org.echt.app.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.helidon.webserver.WebServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import org.echt.app.limit.Origin;
import org.echt.core.scan.Visitor;
import org.junit.jupiter.api.Test;

/** Who a request comes from when a proxy in front says so. */
final class CallersIT {
    private static final String PROXY = "X-Forwarded-For";
    private static final String COUNTRY = "CF-IPCountry";

    @Test
    void theProxyIsBelievedWhereItIsNamed() throws Exception {
        try (var server = new Echo(PROXY, COUNTRY)) {
            var one = server.ask(PROXY, "203.0.113.9", COUNTRY, "FR");
            assertEquals("FR", place(one));
            assertEquals(one, server.ask(PROXY, "203.0.113.77", COUNTRY, "fr"), "the same network");
            assertEquals(
                    one, server.ask(PROXY, "198.51.100.1, 203.0.113.9", COUNTRY, "FR"), "what it was sent before it");
            assertNotEquals(one, server.ask(PROXY, "198.51.100.1", COUNTRY, "FR"));
            assertNotEquals(one, server.ask(PROXY, "2001:db8:7::1", COUNTRY, "FR"));
            for (var none : new String[] {"XX", "T1", "France", "F", "<b>"}) {
                assertEquals("", place(server.ask(PROXY, "203.0.113.9", COUNTRY, none)), none);
            }
            var itself = server.ask(COUNTRY, "FR");
            assertEquals(itself, server.ask(PROXY, "host.example", COUNTRY, "FR"), "no name is looked up");
            assertEquals(itself, server.ask(PROXY, "", COUNTRY, "FR"));
        }
    }

    @Test
    void nobodyElseIs() throws Exception {
        try (var server = new Echo("", "")) {
            assertEquals(server.ask(), server.ask(PROXY, "203.0.113.9", COUNTRY, "FR"));
        }
    }

    @Test
    void prefetchesAreNobodys() throws Exception {
        try (var server = new Echo(PROXY, COUNTRY)) {
            for (var purpose : new String[] {"Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"}) {
                assertEquals(
                        Visitor.NOBODY.toString(), server.ask(purpose, "prefetch;prerender", COUNTRY, "FR"), purpose);
            }
        }
    }

    private static String place(String visitor) {
        return visitor.substring(visitor.indexOf("place=") + 6, visitor.length() - 1);
    }

    /** Says who asked. */
    private static final class Echo implements AutoCloseable {
        private final HttpClient client = HttpClient.newHttpClient();
        private final WebServer server;

        Echo(String address, String country) {
            var callers = new Callers(new Visitors(InstantSource.system()), new Origin(address), country);
            server = WebServer.builder()
                    .host("127.0.0.1")
                    .port(0)
                    .routing(routing -> routing.get(
                            "/",
                            (request, response) ->
                                    response.send(callers.of(request).toString())))
                    .build()
                    .start();
        }

        String ask(String... headers) throws Exception {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/"))
                    .header("User-Agent", "Firefox");
            if (headers.length > 0) {
                request.headers(headers);
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }

        @Override
        public void close() {
            client.close();
            server.stop();
        }
    }
}
