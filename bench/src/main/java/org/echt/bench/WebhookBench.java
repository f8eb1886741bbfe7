package org.echt.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.echt.app.keys.Keystore;
import org.echt.app.store.postgres.Database;
import org.echt.app.store.postgres.DatabaseSettings;
import org.echt.app.store.postgres.PostgresStores;
import org.echt.app.store.postgres.StoresSettings;
import org.echt.app.webhook.Bodies;
import org.echt.app.webhook.Deliverer;
import org.echt.app.webhook.DelivererSettings;
import org.echt.app.webhook.EventData;
import org.echt.app.webhook.Outcome;
import org.echt.app.webhook.Poster;
import org.echt.app.webhook.Signer;
import org.echt.app.webhook.TextRequest;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Role;
import org.echt.core.webhook.Event;
import org.echt.core.webhook.EventType;
import org.echt.core.webhook.Targets;
import org.echt.core.webhook.WebhookDesk;

/**
 * Webhooks to a server that takes everything: signed, over a connection of their own, recorded durably; beside the JDK's
 * client on kept connections, which signs and records nothing.
 */
final class WebhookBench implements Bench {
    private static final int EVENTS = 500;
    private static final int AT_ONCE = 8;
    private static final DelivererSettings SETTINGS =
            new DelivererSettings(Targets.PRIVATE, Duration.ofSeconds(20), AT_ONCE, 0);
    private static final String TEXT = "Product safety recall: Acme Book 14. Stop using this laptop now.";
    private static final String BODY = "{\"to\":\"+4915112345678\",\"text\":\"" + TEXT + "\",\"language\":\"en\"}";

    private final AtomicInteger next = new AtomicInteger();

    @Override
    public List<Figure> measure(Options options, PrintStream out) throws Exception {
        var sink = sink();
        try (var scratch = Scratch.make();
                var postgres = Postgres.in(scratch.folder());
                var database = Database.open(postgres.address(), DatabaseSettings.defaults());
                var poster = new Poster(SETTINGS, InstantSource.system());
                var client = HttpClient.newHttpClient()) {
            database.migrate();
            var keystore = Keystore.ofFile(scratch.folder().resolve("keys"));
            keystore.create("acme", new SecureRandom());
            try (var stores = PostgresStores.open(database, StoresSettings.defaults(), InstantSource.system());
                    var deliverer = new Deliverer(
                            new Deliverer.Parts(
                                    stores.webhooks(),
                                    poster,
                                    new Signer(keystore::webhookKey),
                                    new Bodies("id.acme.example")),
                            SETTINGS,
                            InstantSource.system(),
                            new Random(5))) {
                var url = "http://127.0.0.1:" + sink.getAddress().getPort() + "/";
                new WebhookDesk(stores.webhooks(), keystore::webhookKey, Targets.PRIVATE, InstantSource.system())
                        .add("sink", url, EnumSet.of(EventType.SMS_REQUESTED, EventType.RECALL_VERSION), ada());
                var outcomes = new Contest(2, 5)
                        .add("Echt, texts asked for at once", EVENTS, () -> together(() -> text(deliverer)))
                        .add("Echt, events put, taken, told, recorded", EVENTS, () -> events(deliverer))
                        .add("the JDK's client, kept connections", EVENTS, () -> together(() -> plain(client, url)))
                        .run(out);
                out.println(
                        "Requests go by threads of their own: elapsed time counts, the CPU figures are of the thread that waits.");
                return figures(outcomes);
            }
        } finally {
            sink.stop(0);
        }
    }

    private static Act ada() {
        return new Act(Actor.of("ada", Role.ADMIN), "measured");
    }

    private static HttpServer sink() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(204, -1);
            }
        });
        server.start();
        return server;
    }

    /** All of a round, by as many threads as requests are made at once. */
    private static void together(Callable<Boolean> one) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Void>>();
            for (int thread = 0; thread < AT_ONCE; thread++) {
                int first = thread;
                running.add(threads.submit(() -> {
                    for (int i = first; i < EVENTS; i += AT_ONCE) {
                        if (!one.call()) {
                            throw new IllegalStateException("the sink refused a request");
                        }
                    }
                    return null;
                }));
            }
            for (var thread : running) {
                thread.get();
            }
        }
    }

    private boolean text(Deliverer deliverer) {
        var event = new Event("sms_" + next.incrementAndGet(), EventType.SMS_REQUESTED, "measured", Instant.now());
        return deliverer.post(event, new TextRequest("+4915112345678", TEXT, "en")) instanceof Outcome.Accepted;
    }

    private void events(Deliverer deliverer) {
        for (int i = 0; i < EVENTS; i++) {
            int version = next.incrementAndGet();
            deliverer.put(
                    Event.recallVersion("R-2026-001", version, Instant.now()),
                    EventData.recallVersion(
                            "R-2026-001", version, "PUBLISHED", "https://id.acme.example/r/R-2026-001"));
        }
        int told = 0;
        while (told < EVENTS) {
            told += deliverer.round();
        }
    }

    private static boolean plain(HttpClient client, String url) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("content-type", "application/cloudevents+json")
                .POST(BodyPublishers.ofString(BODY))
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode() == 204;
    }

    private static List<Figure> figures(List<Contest.Outcome> outcomes) {
        var plain = outcomes.getLast();
        return outcomes.subList(0, 2).stream()
                .map(ours -> new Figure(
                        "",
                        "webhook",
                        ours.name() + ", " + AT_ONCE + " at a time",
                        "%,.0f/s".formatted(ours.perSecond()),
                        plain.name() + ", %,.0f/s".formatted(plain.perSecond()),
                        "%.2fx".formatted(ours.perSecond() / plain.perSecond()),
                        "",
                        true))
                .toList();
    }
}
