package org.echt.app.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.zip.GZIPInputStream;
import org.echt.app.answer.SampleVerdicts;
import org.echt.core.scan.Scan;
import org.echt.core.scan.Visitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PagesHttpIT {
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static SampleServer server = new SampleServer();

    @BeforeAll
    static void start() {
        server.close();
        server = new SampleServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyVerdictIsOkExceptUnavailable() throws Exception {
        for (var name : SampleVerdicts.all().keySet()) {
            for (var accept : List.of(BROWSER, "application/json")) {
                var response = server.get("/c/" + name, "Accept", accept);
                assertEquals(name.equals("unavailable") ? 503 : 200, response.statusCode(), name);
                assertEquals(
                        name.equals("unavailable"),
                        response.headers().firstValue("Retry-After").isPresent());
                assertEquals("no-store", header(response, "Cache-Control"), name);
            }
        }
    }

    @Test
    void browsersGetPagesAndProgramsGetJson() throws Exception {
        assertEquals("text/html; charset=utf-8", type(server.get("/c/issued", "Accept", BROWSER)));
        assertEquals("application/json", type(server.get("/c/issued", "Accept", "*/*")));
        assertEquals("application/json", type(server.get("/c/issued")));
        assertEquals("application/json", type(server.get("/c/issued", "Accept", "text/html;q=0.4,application/json")));
        assertEquals(
                "text/html; charset=utf-8", type(server.get("/c/issued", "Accept", "application/json;q=0.4,text/*")));
        assertEquals("application/json", type(server.get("/c/issued", "Accept", "text/html;q=0,*/*")));
        assertEquals(406, server.get("/c/issued", "Accept", "image/png").statusCode());
    }

    @Test
    void everyNoticeIsPrintedInEveryLanguage() throws Exception {
        for (var language : server.languages.all()) {
            for (var id : List.of("R-2026-014", "R-2026-009")) {
                var response = server.get("/r/" + id + ".pdf?lang=" + language.tag());
                assertEquals(200, response.statusCode(), id + " in " + language.tag());
                assertEquals("application/pdf", type(response));
                assertTrue(new String(response.body(), StandardCharsets.ISO_8859_1).startsWith("%PDF-"));
            }
        }
    }

    @Test
    void securityHeadersAreOnEveryAnswer() throws Exception {
        for (var path :
                List.of("/", "/c/issued", "/c/unavailable", "/recalls", "/r/R-2026-014", "/r/x", "/nothing", "/c")) {
            var response = server.get(path, "Accept", BROWSER);
            assertTrue(
                    header(response, "Content-Security-Policy").startsWith("default-src 'none'; style-src 'sha256-"),
                    path);
            assertEquals("no-referrer", header(response, "Referrer-Policy"), path);
            assertEquals("nosniff", header(response, "X-Content-Type-Options"), path);
            assertTrue(header(response, "Vary").startsWith("Accept, Accept-Language"), path);
            assertTrue(response.headers().firstValue("Set-Cookie").isEmpty(), path);
        }
        assertTrue(header(server.get("/"), "Cache-Control").startsWith("public"));
    }

    @Test
    void theAddressesClaimsReachTheCheck() throws Exception {
        server.get("/01/04012345000016/22/v2/10/26C12/21/issued");
        assertEquals("04012345000016", String.valueOf(server.lastCheck().gtin()));
        assertEquals("26C12", server.lastCheck().lot());
        assertEquals("issued", server.lastCheck().input());
        assertEquals(Scan.Channel.API, server.lastCheck().channel());
        server.get("/01/4012345000016/21/issued?10=A%2FB&17=271231&lang=de", "Accept", BROWSER);
        assertEquals("04012345000016", String.valueOf(server.lastCheck().gtin()));
        assertEquals("A/B", server.lastCheck().lot());
        assertEquals("de", server.lastCheck().language());
        assertEquals(Scan.Channel.WEB, server.lastCheck().channel());
        assertEquals(server.languages.textVersion(), server.lastCheck().textVersion());
        server.get("/01/04012345000017/21/a%2Fb%20c+d;e");
        assertEquals("null", String.valueOf(server.lastCheck().gtin()));
        assertEquals("a/b c+d;e", server.lastCheck().input());
        server.get("/c?code=%EF%BC%97Q4M+9XKD");
        assertEquals("７Q4M 9XKD", server.lastCheck().input());
        server.get("/c/https:%2F%2Fx.example%2F01%2F1");
        assertEquals("https://x.example/01/1", server.lastCheck().input());
    }

    @Test
    void personsAreCountedAndProgramsAreNot() throws Exception {
        server.get("/c/issued", "User-Agent", "Firefox");
        var one = server.lastCheck().visitor();
        server.get("/c/stolen", "User-Agent", "Firefox");
        assertEquals(one, server.lastCheck().visitor());
        server.get("/c/issued", "User-Agent", "Safari");
        assertNotEquals(one, server.lastCheck().visitor());
        server.get("/c/issued", "User-Agent", "Firefox", "Sec-Purpose", "prefetch;prerender");
        assertEquals(Visitor.NOBODY, server.lastCheck().visitor());
        server.get("/c/issued", "User-Agent", "Firefox", "Purpose", "prefetch");
        assertEquals(Visitor.NOBODY, server.lastCheck().visitor());
        server.get("/c/issued", "User-Agent", "Firefox", "X-Purpose", "preview");
        assertEquals(Visitor.NOBODY, server.lastCheck().visitor());
        server.get("/c/issued", "User-Agent", "Firefox", "X-Moz", "prefetch");
        assertEquals(Visitor.NOBODY, server.lastCheck().visitor());
        server.get("/c/issued", "User-Agent", "Firefox", "X-Forwarded-For", "203.0.113.9", "CF-IPCountry", "FR");
        assertEquals(one, server.lastCheck().visitor());
        server.get("/c/issued", "User-Agent", "WhatsApp/2.23");
        assertEquals(Visitor.NOBODY, server.lastCheck().visitor());
    }

    @Test
    void languageIsChosenByHeaderAndByAddress() throws Exception {
        var german = text(server.get("/c/stop-use", "Accept", BROWSER, "Accept-Language", "de-CH,de;q=0.8"));
        assertTrue(german.contains("<html lang=\"de\" dir=\"ltr\">"), german);
        assertTrue(german.contains("<h1>Produktsicherheitsrückruf</h1>"), german);
        assertTrue(german.contains("href=\"/c/stop-use?lang=en\""), german);
        var english = text(server.get("/c?code=stop-use&lang=en", "Accept", BROWSER, "Accept-Language", "de"));
        assertTrue(english.contains("<h1>Product safety recall</h1>"), english);
        assertTrue(english.contains("href=\"/c?code=stop-use&amp;lang=de\""), english);
        assertTrue(english.contains("href=\"/r/R-2026-014?lang=en\""), english);
    }

    @Test
    void whatWasTypedIsShownAndNeverRun() throws Exception {
        var page = text(server.get("/c?code=%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%E2%80%AE%00", "Accept", BROWSER));
        assertFalse(page.contains("<script"), page);
        assertTrue(page.contains("value=\"&lt;script>alert(1)&lt;/script>&#34;\""), page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/c", "/c?code=", "/c?code=%20", "/01/04012345000016", "/01/04012345000016/10/L1"})
    void anEmptyBoxIsSaidKindly(String path) throws Exception {
        var response = server.get(path, "Accept", BROWSER);
        assertEquals(400, response.statusCode());
        assertTrue(text(response).contains("<h1>Enter the code</h1>"));
        var problem = server.get(path, "Accept", "application/json");
        assertEquals("application/problem+json", type(problem));
        assertEquals(400, JSON.readTree(problem.body()).get("status").asInt());
    }

    @Test
    void whatDoesNotExistIsSaidInTheProperFormat() throws Exception {
        for (var path : List.of("/nothing", "/r/R-0", "/01x")) {
            assertEquals(404, server.get(path, "Accept", BROWSER).statusCode(), path);
            assertTrue(text(server.get(path, "Accept", BROWSER)).contains("<form action=\"/c\""), path);
            assertEquals("application/problem+json", type(server.get(path, "Accept", "application/json")), path);
        }
        var german = text(server.get("/nothing", "Accept", BROWSER, "Accept-Language", "de"));
        assertTrue(german.contains("Diese Seite gibt es nicht"), german);
        var post = server.send(HttpRequest.newBuilder(URI.create(server.url("/c")))
                .POST(HttpRequest.BodyPublishers.ofString("code=issued")));
        assertEquals(405, post.statusCode());
        assertEquals("GET, HEAD", header(post, "Allow"));
    }

    @Test
    void headAnswersLikeGetWithoutABody() throws Exception {
        for (var path : List.of("/", "/c/issued", "/recalls", "/nothing")) {
            var response = server.send(
                    HttpRequest.newBuilder(URI.create(server.url(path)))
                            .method("HEAD", HttpRequest.BodyPublishers.noBody()),
                    "Accept",
                    BROWSER);
            assertEquals(path.equals("/nothing") ? 404 : 200, response.statusCode(), path);
            assertEquals(0, response.body().length, path);
        }
    }

    @Test
    void recallsAreListedAsPageAndAsJson() throws Exception {
        assertTrue(text(server.get("/recalls", "Accept", BROWSER)).contains("Stop using this battery now"));
        var list = JSON.readTree(server.get("/recalls").body());
        assertEquals("R-2026-014", list.get("recalls").get(0).get("recall").asString());
        var notice = text(server.get("/r/R-2026-014", "Accept", BROWSER));
        assertTrue(
                notice.contains("<h1>Product safety recall</h1><p class=\"h1\">Stop using this battery now</p>"),
                notice);
        assertEquals(
                "STOP_USE",
                JSON.readTree(server.get("/r/R-2026-014").body()).get("action").asString());
    }

    @Test
    void pagesArePackedForThoseWhoCan() throws Exception {
        // No answer to a check: each of those has a receipt of its own.
        var packed = server.get("/recalls", "Accept", BROWSER, "Accept-Encoding", "br, gzip");
        assertEquals("gzip", header(packed, "Content-Encoding"));
        var plain = server.get("/recalls", "Accept", BROWSER, "Accept-Encoding", "gzip;q=0");
        assertTrue(plain.headers().firstValue("Content-Encoding").isEmpty());
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertEquals(text(plain), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void aStoreThatCannotBeReachedIsNoVerdict() throws Exception {
        var response = server.get("/c/no-store");
        assertEquals(503, response.statusCode());
        assertEquals("UNAVAILABLE", JSON.readTree(response.body()).get("issue").asString());
    }

    @Test
    void brokenMachineryIsSaidWithoutDetails() throws Exception {
        var logger = Logger.getLogger(Pages.class.getName());
        logger.setUseParentHandlers(false);
        try {
            var response = server.get("/c/broken", "Accept", BROWSER);
            assertEquals(500, response.statusCode());
            assertFalse(text(response).contains("purpose"));
        } finally {
            logger.setUseParentHandlers(true);
        }
    }

    @Test
    void brokenRequestsGetAClearAnswerAndLeaveNoTrace() throws Exception {
        var logged = new ArrayList<String>();
        var handler = recorder(logged);
        Logger.getLogger("").addHandler(handler);
        try {
            for (var target :
                    List.of("/c/%zz", "/c?code=%zz", "/c/a|b", "/c/<x>", "/c?code=\u00e4", "/c/\u0000", "/c/a b")) {
                rejected("400", "could not read this address", server.raw(request(target)));
            }
            for (int size : new int[] {9_000, 20_000, 10_000_000}) {
                rejected("414", "too long", server.raw(request("/c?code=" + "A".repeat(size))));
                rejected("414", "too long", server.raw(request("/c/" + "A".repeat(size))));
                rejected("431", "too long", server.raw(request("/", "X: " + "b".repeat(size * 2))));
            }
            rejected("400", "could not read", server.raw(request("/", "Bad\u0000: x")));
            for (var target : List.of("/c/%00", "/c/%c3%28", "/c?code=%00", "/c?code=%E2%82")) {
                assertTrue(server.raw(request(target)).startsWith("HTTP/1.1 200 "), target);
            }
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
        assertEquals(List.of(), logged);
    }

    private static void rejected(String status, String words, String response) {
        var start = response.substring(0, Math.min(400, response.length()));
        assertTrue(response.startsWith("HTTP/1.1 " + status + " "), start);
        assertTrue(response.contains(words), response);
        assertTrue(response.contains("Content-Security-Policy: "), start);
        assertTrue(response.contains("<form action=\"/c\""), start);
    }

    private static String request(String target, String... headers) {
        return "GET " + target + " HTTP/1.1\r\nHost: x\r\nAccept: " + BROWSER + "\r\n" + String.join("\r\n", headers)
                + (headers.length > 0 ? "\r\n" : "") + "\r\n";
    }

    private static Handler recorder(List<String> logged) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(entry.getLoggerName() + ": " + entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    private static String text(HttpResponse<byte[]> response) throws IOException {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static String type(HttpResponse<byte[]> response) {
        return header(response, "Content-Type");
    }

    private static String header(HttpResponse<byte[]> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
