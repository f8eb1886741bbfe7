package org.echt.app.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.echt.core.receipt.Outcome;
import org.echt.core.receipt.ReceiptVerifier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Receipts as a visitor gets and verifies them. */
class ReceiptPagesIT {
    private static final Pattern RECEIPT = Pattern.compile("readonly>(ECHT-R1\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+)<");
    private static final SampleServer server = new SampleServer();

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String page(String path) throws IOException, InterruptedException {
        return new String(server.get(path, "Accept", "text/html").body(), UTF_8);
    }

    private static String receipt(String path) throws IOException, InterruptedException {
        var found = RECEIPT.matcher(page(path));
        assertTrue(found.find(), path);
        return found.group(1);
    }

    private static HttpResponse<byte[]> post(String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        var body = new StringBuilder();
        fields.forEach((name, value) -> body.append("--x\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
        return server.send(
                HttpRequest.newBuilder(URI.create(server.url(path)))
                        .POST(HttpRequest.BodyPublishers.ofString(body + "--x--\r\n")),
                "Content-Type",
                "multipart/form-data; boundary=x",
                "Accept",
                "text/html");
    }

    private static String verify(Map<String, String> fields, String tag) throws IOException, InterruptedException {
        return new String(post("/receipt/verify?lang=" + tag, fields).body(), UTF_8);
    }

    private static String say(String tag, String key) {
        return server.languages
                .choose("", tag)
                .say(key, Map.of("brand", "Acme"))
                .replace("'", "&#39;")
                .replace("\"", "&#34;");
    }

    @Test
    void thePageHasItsReceiptAndNoSecondCheckIsMade() throws IOException, InterruptedException {
        var text = receipt("/c/stop-use");
        int checks = server.checks.size();
        assertInstanceOf(Outcome.Valid.class, new ReceiptVerifier(SampleServer.KEYS).verify(text));
        var file = post("/receipt/file", Map.of("receipt", text));
        assertEquals(200, file.statusCode());
        assertEquals(
                "attachment; filename=\"receipt.json\"",
                file.headers().firstValue("Content-Disposition").orElse(""));
        var outcome = new ReceiptVerifier(SampleServer.KEYS).verify(new String(file.body(), UTF_8));
        assertInstanceOf(Outcome.Valid.class, outcome);
        assertEquals(outcome, new ReceiptVerifier(SampleServer.KEYS).verify(text));
        assertEquals(checks, server.checks.size());
        assertEquals(400, post("/receipt/file", Map.of("receipt", "x")).statusCode());
    }

    @Test
    void theJsonAnswerHasIt() throws IOException, InterruptedException {
        var body = server.get("/c/issued", "Accept", "application/json").body();
        var text = JsonMapper.shared().readTree(body).get("receipt").asString();
        assertInstanceOf(Outcome.Valid.class, new ReceiptVerifier(SampleServer.KEYS).verify(text));
    }

    @Test
    void verifiedInEveryLanguage() throws IOException, InterruptedException {
        var text = receipt("/c/stop-use");
        int dot = text.indexOf('.') + 20;
        var changed = text.substring(0, dot) + (text.charAt(dot) == 'A' ? 'B' : 'A') + text.substring(dot + 1);
        var end = text.length() - 100;
        var forged = text.substring(0, end) + (text.charAt(end) == 'A' ? 'B' : 'A') + text.substring(end + 1);
        for (var language : server.languages.all()) {
            var tag = language.tag();
            var valid = verify(Map.of("receipt", text, "code", "stop-use"), tag);
            assertTrue(valid.contains(say(tag, "signed.valid")), tag);
            assertTrue(valid.contains(say(tag, "signed.code.yes")), tag);
            assertTrue(valid.contains(say(tag, "signed.limits")), tag);
            assertTrue(valid.contains("CHK-8F3K-22QX"), tag);
            assertTrue(
                    verify(Map.of("receipt", text, "code", "issued"), tag).contains(say(tag, "signed.code.no")), tag);
            assertTrue(verify(Map.of("receipt", forged), tag).contains(say(tag, "signed.altered")), tag);
            var other = verify(Map.of("receipt", changed), tag);
            assertFalse(other.contains(say(tag, "signed.valid")), tag);
            assertFalse(other.contains("CHK-8F3K-22QX"), tag);
            assertTrue(verify(Map.of("receipt", "x"), tag).contains(say(tag, "signed.malformed")), tag);
            assertTrue(page("/receipt/verify?lang=" + tag).contains(say(tag, "signed.verify")), tag);
        }
    }

    /** A file counts where nothing was pasted; what is pasted comes back escaped. */
    @Test
    void takesAFileAndEscapes() throws IOException, InterruptedException {
        var text = receipt("/c/registered");
        assertTrue(verify(Map.of("receipt", " ", "proof", text + "\n"), "en").contains(say("en", "signed.valid")));
        var hostile = verify(Map.of("receipt", "</textarea><script>x</script>", "code", "\"><b>"), "en");
        assertFalse(hostile.contains("<script>"), hostile);
        assertTrue(hostile.contains("value=\"&#34;>&lt;b>\""), hostile);
    }

    @Test
    void theKeysArePublished() throws IOException, InterruptedException {
        var response = server.get("/.well-known/echt-receipts");
        assertArrayEquals(SampleServer.KEYS.json(), response.body());
        assertEquals(
                "public, max-age=60",
                response.headers().firstValue("Cache-Control").orElse(""));
    }

    @Test
    void withoutAReceiptThePageSaysSo() throws IOException, InterruptedException {
        try (var unsigned = new SampleServer()) {
            unsigned.signs = false;
            for (var name : List.of("stop-use", "issued", "unavailable")) {
                var body = unsigned.get("/c/" + name, "Accept", "text/html").body();
                assertTrue(new String(body, UTF_8).contains(say("en", "signed.none")), name);
            }
        }
    }
}
