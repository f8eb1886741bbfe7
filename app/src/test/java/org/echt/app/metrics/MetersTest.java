package org.echt.app.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.echt.core.scan.Scan;
import org.echt.core.verify.CheckMeter.Stage;
import org.echt.core.verify.Verdict;
import org.junit.jupiter.api.Test;

class MetersTest {
    private static final Verdict NOT_ISSUED =
            new Verdict.NotIssued(List.of(), new Verdict.Stamp(Instant.EPOCH, 1, "CHK-0000-0000"));

    @Test
    void checksAreCountedByWhatWasSaid() {
        try (var meters = new Meters()) {
            meters.answered(NOT_ISSUED, Scan.Channel.WEB);
            meters.answered(NOT_ISSUED, Scan.Channel.WEB);
            meters.answered(NOT_ISSUED, Scan.Channel.API);
            var text = meters.text();
            assertTrue(text.contains("echt_checks_total{channel=\"web\",issue=\"not_issued\",safety=\"\"} 2.0"), text);
            assertTrue(text.contains("echt_checks_total{channel=\"api\",issue=\"not_issued\",safety=\"\"} 1.0"), text);
        }
    }

    @Test
    void stagesAreHistograms() {
        try (var meters = new Meters()) {
            meters.took(Stage.APPEND, meters.now());
            var text = meters.text();
            assertTrue(text.contains("echt_check_duration_seconds_bucket{stage=\"append\",le=\"0.001\"}"), text);
            assertTrue(text.contains("echt_check_duration_seconds_count{stage=\"append\"} 1"), text);
            assertTrue(text.contains("echt_check_duration_seconds_count{stage=\"read\"} 0"), text);
        }
    }

    @Test
    void groupsTellTheirSizes() {
        try (var meters = new Meters()) {
            meters.groups("reads").group(7, 1_000_000);
            var text = meters.text();
            assertTrue(text.contains("echt_store_group_size_bucket{lane=\"reads\",le=\"8.0\"} 1"), text);
            assertTrue(text.contains("echt_store_group_size_bucket{lane=\"reads\",le=\"4.0\"} 0"), text);
            assertTrue(text.contains("echt_store_group_duration_seconds_count{lane=\"reads\"} 1"), text);
        }
    }

    @Test
    void thePortShowsThreeThingsAndNothingElse() throws Exception {
        var unready = new AtomicReference<>(List.of("the store does not answer"));
        try (var port = OperatorsPort.open("127.0.0.1", 0, () -> "echt_up 1\n", unready::get);
                var client = HttpClient.newHttpClient()) {
            assertEquals("echt_up 1\n", get(client, port, "/metrics").body());
            assertEquals(200, get(client, port, "/health").statusCode());
            var not = get(client, port, "/ready");
            assertEquals(503, not.statusCode());
            assertTrue(not.body().contains("the store does not answer"), not.body());
            unready.set(List.of());
            assertEquals(200, get(client, port, "/ready").statusCode());
            assertEquals(404, get(client, port, "/metrics/x").statusCode());
            var posted = client.send(
                    request(port, "/metrics")
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
            assertEquals(405, posted.statusCode());
        }
    }

    private static HttpResponse<String> get(HttpClient client, OperatorsPort port, String path) throws Exception {
        return client.send(request(port, path).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(OperatorsPort port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.port() + path));
    }
}
