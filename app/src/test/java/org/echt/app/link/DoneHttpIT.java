package org.echt.app.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.webserver.WebServer;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.echt.app.answer.Languages;
import org.echt.app.answer.SampleVerdicts;
import org.echt.core.notice.RemedyKind;
import org.echt.core.notice.StoredPicture;
import org.echt.core.recall.ProofDesk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The form for the proof of a remedy, over a real server, with a maker that takes what begins with J. */
class DoneHttpIT {
    private static final String DONE = "/r/R-2026-014/done";
    private static final StoredPicture PICTURE = new StoredPicture("0d".repeat(32), "image/jpeg", 1, 1, new byte[] {1});

    private final ConcurrentLinkedQueue<ProofIntake.Sent> sent = new ConcurrentLinkedQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebServer server = serve();

    private WebServer serve() {
        var sources = new Pages.Sources(
                check -> Objects.requireNonNull(SampleVerdicts.all().get(check.input())),
                SampleVerdicts.notices(),
                new ShownPictures(SampleVerdicts::picture),
                new NoticePrinter((_, _, _, _) -> new byte[0]));
        var pages = new Pages(
                        sources,
                        new Frame(Languages.load(), SampleVerdicts.SITE),
                        new Callers(new Visitors(InstantSource.system())))
                .taking(new ProofIntake(DoneHttpIT::make, this::put));
        var builder = WebServer.builder().host("127.0.0.1").port(0).routing(pages::routing);
        pages.listener(builder);
        return builder.build().start();
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop();
    }

    private static PictureMaker.Result make(byte[] upload) {
        return switch (upload[0]) {
            case 'J' -> new PictureMaker.Made(PICTURE);
            case 'L' -> new PictureMaker.Refused(true);
            default -> new PictureMaker.Refused(false);
        };
    }

    private Optional<ProofDesk.Received> put(ProofIntake.Sent proof, StoredPicture picture) {
        assertEquals(PICTURE, picture);
        sent.add(proof);
        return switch (proof.code()) {
            case "GOOD" -> Optional.of(new ProofDesk.Waiting("PRF-7Q4M-9XKD"));
            case "OTHER" -> Optional.of(new ProofDesk.Unconcerned());
            case "DONE" -> Optional.of(new ProofDesk.RecordedAlready());
            case "MANY" -> Optional.of(new ProofDesk.TooMany());
            case "LATE" -> Optional.of(new ProofDesk.Future());
            default -> Optional.empty();
        };
    }

    @Test
    void theFormIsThereWithoutScriptsOrCookies() throws Exception {
        var page = get(DONE + "?code=7Q4M");
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("enctype=\"multipart/form-data\""), page.body());
        assertTrue(page.body().contains("value=\"7Q4M\""), page.body());
        assertFalse(page.body().contains("<script"), page.body());
        assertFalse(page.body().contains("role=\"alert\""), page.body());
        assertTrue(page.headers().firstValue("Set-Cookie").isEmpty());
        assertEquals("no-store", page.headers().firstValue("Cache-Control").orElse(""));
        assertEquals(404, get("/r/R-0/done").statusCode());
    }

    @Test
    void aProofIsTakenAndItsReferenceShown() throws Exception {
        var page = post(DONE, "GOOD", "REFUND", "2026-11-04", "JPEG".getBytes(StandardCharsets.US_ASCII));
        assertEquals(200, page.statusCode(), page.body());
        assertTrue(page.body().contains("PRF-7Q4M-9XKD"), page.body());
        assertEquals(
                List.of(new ProofIntake.Sent("R-2026-014", "GOOD", RemedyKind.REFUND, LocalDate.of(2026, 11, 4))),
                List.copyOf(sent));
    }

    @Test
    void whatIsWrongIsSaidAtItsFieldAndWhatWasTypedIsKept() throws Exception {
        var page = post(DONE, "<b>\"", "REFUND", "4.11.2026", new byte[0]);
        assertEquals(400, page.statusCode());
        assertTrue(page.body().contains("value=\"&lt;b>&#34;\""), page.body());
        assertTrue(page.body().contains("value=\"4.11.2026\""), page.body());
        assertTrue(page.body().contains("id=\"de\" role=\"alert\""), page.body());
        assertTrue(page.body().contains("id=\"pe\" role=\"alert\""), page.body());
        assertTrue(page.body().contains("<option value=\"REFUND\" selected>"), page.body());
        assertTrue(sent.isEmpty());
        said("id=\"ce\" role=\"alert\"", "UNKNOWN", "2026-11-04", "J");
        said("id=\"de\" role=\"alert\"", "LATE", "2026-11-04", "J");
        said("Choose a picture", "GOOD", "2026-11-04", "X");
        said("The picture is too large", "GOOD", "2026-11-04", "L");
        said("does not concern the code", "OTHER", "2026-11-04", "J");
        said("recorded already", "DONE", "2026-11-04", "J");
        said("several proofs", "MANY", "2026-11-04", "J");
    }

    private void said(String words, String code, String day, String picture) throws Exception {
        var page = post(DONE, code, "REPAIR", day, picture.getBytes(StandardCharsets.US_ASCII));
        assertEquals(400, page.statusCode(), code);
        assertTrue(page.body().contains(words), page.body());
    }

    @Test
    void aPictureThatIsTooLargeIsReadAndNotKept() throws Exception {
        var page = post(DONE, "GOOD", "REPAIR", "2026-11-04", new byte[9 << 20]);
        assertEquals(400, page.statusCode());
        assertTrue(page.body().contains("The picture is too large"), page.body());
        assertTrue(sent.isEmpty());
    }

    @Test
    void whatIsNoFormIsRefused() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url(DONE)))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("code=GOOD"));
        assertEquals(
                400,
                client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode());
    }

    @Test
    void affectedUnitsAndNoticesLinkToTheForm() throws Exception {
        assertTrue(get("/c/stop-use").body().contains("href=\"" + DONE + "\""));
        assertFalse(get("/c/issued").body().contains("/done\""));
        assertTrue(get("/r/R-2026-014").body().contains("href=\"" + DONE + "\""));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    private HttpResponse<String> get(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url(path))).header("Accept", "text/html");
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String code, String kind, String day, byte[] picture)
            throws Exception {
        var body = new ByteArrayOutputStream();
        for (var field : List.of(List.of("code", code), List.of("kind", kind), List.of("day", day))) {
            body.writeBytes(("--cut\r\nContent-Disposition: form-data; name=\"" + field.getFirst() + "\"\r\n\r\n"
                            + field.getLast() + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        var disposition = "Content-Disposition: form-data; name=\"proof\"; filename=\"a.jpg\"";
        body.writeBytes(String.join("\r\n", "--cut", disposition, "Content-Type: image/jpeg", "", "")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(picture);
        body.writeBytes("\r\n--cut--\r\n".getBytes(StandardCharsets.US_ASCII));
        var request = HttpRequest.newBuilder(URI.create(url(path)))
                .header("Accept", "text/html")
                .header("Content-Type", "multipart/form-data; boundary=cut")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
