package org.echt.app.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.echt.app.answer.Languages;
import org.echt.app.answer.SampleVerdicts;
import org.echt.app.limit.Admission;
import org.echt.core.verify.Check;
import org.echt.core.verify.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A house with room for one check, in which one takes its time. */
class AdmissionHttpIT {
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebServer server = serve();

    private final class Slow implements Checker {
        @Override
        public Verdict check(Check check) {
            inside.countDown();
            try {
                assertTrue(done.await(20, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return sample("issued");
        }

        @Override
        public Verdict withoutStore(Check check) {
            return sample(check.input().equals("mistyped") ? "mistyped" : "unavailable");
        }

        private static Verdict sample(String name) {
            return Objects.requireNonNull(SampleVerdicts.all().get(name));
        }
    }

    private WebServer serve() {
        var sources = new Pages.Sources(
                new Slow(),
                SampleVerdicts.notices(),
                new ShownPictures(SampleVerdicts::picture),
                new NoticePrinter((_, _, _, _) -> new byte[0]));
        var pages = new Pages(
                        sources,
                        new Frame(Languages.load(), SampleVerdicts.SITE),
                        new Callers(new Visitors(InstantSource.system())))
                .behind(new Admission(new Admission.Settings(1, 1, 250_000_000)));
        var builder = WebServer.builder().host("127.0.0.1").port(0).routing(pages::routing);
        pages.listener(builder);
        return builder.build().start();
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop();
    }

    private HttpRequest request(String path, String accept) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Accept", accept)
                .build();
    }

    private HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        return client.send(request(path, accept), BodyHandlers.ofString());
    }

    @Test
    void whoIsTurnedAwayIsToldSoAtOnceAndWhatIsKnownWithoutAStore() throws Exception {
        var first = client.sendAsync(request("/c/issued", "application/json"), BodyHandlers.ofString());
        assertTrue(inside.await(20, TimeUnit.SECONDS));
        for (var accept : new String[] {"application/json", "text/html"}) {
            var turned = get("/c/issued", accept);
            assertEquals(503, turned.statusCode());
            assertEquals("5", turned.headers().firstValue("Retry-After").orElse(""));
            assertTrue(turned.body().contains("R-2026-014"), "the product's open recalls are told: " + turned.body());
            assertEquals(200, get("/c/mistyped", accept).statusCode(), "a typing mistake needs no store");
            assertEquals(200, get("/recalls", accept).statusCode(), "recalls are told to everybody");
        }
        assertEquals(200, get("/", "text/html").statusCode());
        done.countDown();
        assertEquals(200, first.get(20, TimeUnit.SECONDS).statusCode());
        // Who was answered leaves a moment after the answer.
        int status = 503;
        for (int i = 0; i < 100 && status == 503; i++) {
            status = get("/c/issued", "application/json").statusCode();
        }
        assertEquals(200, status);
    }
}
