package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators see of a server that people use. */
class OperatorsIT {
    private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (echt_[a-z0-9_]+) ");
    private static final Pattern LABEL = Pattern.compile("[{,]([a-z]+)=\"([^\"]*)\"");

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void aServerIsMeasuredOnAPortOfItsOwnAndTellsEventsAsObjects() throws Exception {
        try (var install = Install.withKeys();
                client) {
            var plant = Plant.build(install);
            var config = install.folder().resolve("echt.conf");
            Files.writeString(config, "output.log-format = json\n");
            var server = install.serve("--config", config.toString());
            var inside = operators(server.child());
            for (int n = 0; n < 5; n++) {
                assertEquals(
                        200, get(server.address() + "/c/" + plant.laptop(n)).statusCode());
            }
            get(server.address() + "/c/7Q4MXXJ2T9KD3HV8YC");

            var text = get(inside + "/metrics").body();
            assertTrue(
                    text.contains("echt_checks_total{channel=\"api\",issue=\"issued\",safety=\"not_affected\"} 5.0"),
                    text);
            assertTrue(text.contains("echt_check_duration_seconds_count{stage=\"render\"}"), text);
            assertTrue(text.contains("echt_check_duration_seconds_count{stage=\"append\"}"), text);
            assertTrue(text.contains("echt_store_group_size_count{lane=\"records\"}"), text);
            assertTrue(text.contains("\necht_ready 1.0"), text);
            assertTrue(text.contains("\njvm_memory_used_bytes"), text);
            assertTrue(text.contains("\nprocess_cpu_usage"), text);
            everyNameIsExplained(text);
            noLabelIsWhatSomebodySent(text, plant);

            assertEquals(200, get(inside + "/health").statusCode());
            assertEquals(200, get(inside + "/ready").statusCode());
            assertEquals(200, get(server.address() + "/health").statusCode());
            assertEquals(200, get(server.address() + "/ready").statusCode());
            assertEquals(404, get(server.address() + "/metrics").statusCode());

            for (var line : server.child().err().lines().toList()) {
                var event = JsonMapper.shared().readTree(line);
                assertTrue(event.hasNonNull("at") && event.hasNonNull("message"), line);
            }
            var said = server.child().said();
            assertFalse(said.contains(plant.laptop(0)) || said.contains("7Q4MXX"), said);
        }
    }

    private static void everyNameIsExplained(String metrics) throws Exception {
        var manual = Files.readString(Path.of(System.getProperty("echt.root"), "docs", "operations.md"));
        var missing = new TreeSet<String>();
        for (var family = FAMILY.matcher(metrics); family.find(); ) {
            var name = family.group(1);
            if (!name.endsWith("_max") && !manual.contains("`" + name)) {
                missing.add(name);
            }
        }
        assertEquals(new TreeSet<String>(), missing, "measured, and not explained in docs/operations.md");
    }

    private static void noLabelIsWhatSomebodySent(String metrics, Plant plant) {
        assertFalse(metrics.contains(plant.laptop(0)), "a code is in the metrics");
        var values = new TreeSet<String>();
        metrics.lines().filter(l -> l.startsWith("echt_")).forEach(line -> {
            for (var label = LABEL.matcher(line); label.find(); ) {
                if (!label.group(1).equals("le")) {
                    values.add(label.group(2));
                }
            }
        });
        assertTrue(values.size() < 40 && values.stream().allMatch(v -> v.matches("[a-z_]*")), values.toString());
    }

    private static String operators(Child child) {
        var events = new ArrayList<JsonNode>();
        child.err().lines().forEach(line -> events.add(JsonMapper.shared().readTree(line)));
        return events.stream()
                .map(e -> e.path("message").asString(""))
                .filter(m -> m.startsWith("operators look at "))
                .map(m -> m.substring("operators look at ".length()).replace("/metrics", ""))
                .findFirst()
                .orElseThrow(() -> new AssertionError(child.said()));
    }

    private HttpResponse<String> get(String address) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }
}
