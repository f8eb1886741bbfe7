package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Everything that can be sent to a server by those who mean it no good, and that no secret shows anywhere afterwards. */
class HostileInputIT {
    private static final int BIG = 10 << 20;
    private static final String MARKUP = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>";
    private static final List<String> STRINGS = List.of(
            MARKUP,
            "' or '1'='1'; drop table scan; --",
            "1); select pg_sleep(9); --",
            "${jndi:ldap://127.0.0.1/x}",
            "{{7*7}}",
            "%s%n%x%d",
            "../../../../etc/passwd",
            "\u202e\u202dABC\u2066\u2069",
            "\ud83d\udd25\ud83d\udc69\u200d\ud83d\ude80",
            "\u0000\u0001\u0007\u001b[31m\u007f\u0085\u2028",
            "\ufeff\uffff\ufffd",
            "A\r\nSet-Cookie: a=b\r\n\r\n<html>",
            "?".repeat(4_000),
            "0".repeat(5_000),
            "[)>\u001e06\u001d",
            "(01)(01)(01)(21)",
            "]d2\u001d\u001d\u001d",
            "http://[::1/01/%",
            " ");

    private static Install install;
    private static Plant plant;
    private static Raw raw;

    @BeforeAll
    static void serve() throws Exception {
        install = Install.withKeys();
        plant = Plant.build(install);
        raw = new Raw(install.serve().address());
    }

    /** After all of it: what was written meanwhile holds no secret. */
    @AfterAll
    static void close() throws IOException {
        try (var _ = install) {
            assertNothingSecretIsWritten();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** An answer that says what is wrong, is not a failure of ours, and carries nothing of what was sent as markup. */
    private static void assertClear(Raw.Answer answer, String what) {
        assertTrue(answer.status() >= 200 && answer.status() < 500, () -> what + ": " + start(answer));
        assertFalse(answer.text().contains("<script>alert"), () -> what + " is reflected");
        assertFalse(answer.text().contains("<img src=x"), () -> what + " is reflected");
        assertFalse(answer.text().contains("\r\nSet-Cookie"), () -> what + " became a header");
    }

    private static String start(Raw.Answer answer) {
        return answer.status() + " "
                + answer.text().substring(0, Math.min(400, answer.text().length()));
    }

    @Test
    void everyStringInEveryPlace() throws IOException {
        int sent = 0;
        for (var text : STRINGS) {
            var e = encoded(text);
            var targets = List.of(
                    "/c/" + e,
                    "/c?code=" + e,
                    "/c?code=x&lang=" + e,
                    "/c?" + e + "=" + e,
                    "/01/" + e + "/21/ABC",
                    "/01/" + Plant.LAPTOP.gtin() + "/21/" + e,
                    "/01/" + Plant.LAPTOP.gtin() + "/10/" + e + "/21/" + plant.laptop(1),
                    "/01/" + Plant.LAPTOP.gtin() + "/21/" + plant.laptop(1) + "?10=" + e,
                    "/r/" + e,
                    "/recalls?" + e,
                    "/" + e);
            for (var target : targets) {
                for (var accept : List.of("text/html", "application/json", "*/*")) {
                    assertClear(raw.get(target, "Accept: " + accept + "\r\n"), target);
                    sent++;
                }
            }
        }
        System.out.println("HostileInputIT: " + sent + " addresses");
        assertStillAnswers();
    }

    @Test
    void everyStringInEveryHeader() throws IOException {
        var names = List.of(
                "Accept", "Accept-Language", "Accept-Encoding", "User-Agent", "Purpose", "X-Forwarded-For", "Cookie");
        for (var text : STRINGS) {
            var value = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                    .replaceAll("[\r\n]", " ");
            for (var name : names) {
                assertClear(raw.get("/c/" + plant.laptop(2), name + ": " + value + "\r\n"), name + " " + text);
            }
            assertClear(raw.get("/", "X: " + value + "\r\nHost: " + value + "\r\n"), "Host " + text);
        }
        assertStillAnswers();
    }

    @Test
    void whatIsTooLargeIsRefusedInWords() throws IOException {
        var big = "a".repeat(BIG);
        assertRefused(raw.get("/c?code=" + big, ""), Set.of(414));
        assertRefused(raw.get("/c/" + big, ""), Set.of(414));
        assertRefused(raw.get("/01/" + big + "/21/x", ""), Set.of(414));
        assertRefused(raw.get("/", "X: " + big + "\r\n"), Set.of(400, 413, 431));
        assertRefused(raw.get("/", "X: y\r\n".repeat(BIG / 6)), Set.of(400, 413, 431));
        assertRefused(raw.send(big + " / HTTP/1.1\r\nHost: x\r\n\r\n"), Set.of(400, 414));
        assertStillAnswers();
    }

    private static void assertRefused(Raw.Answer answer, Set<Integer> statuses) {
        assertTrue(statuses.contains(answer.status()), () -> start(answer));
        var text = answer.text().toLowerCase(Locale.ROOT);
        assertTrue(text.contains("problem+json") || text.contains("<!doctype html>"), () -> start(answer));
    }

    @Test
    void brokenRequestsAreAnsweredOrDropped() throws IOException {
        var odd = List.of(
                "GET /c/%ZZ HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /c/% HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /c/%ff%fe%c0%af HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /c/\u00ff\u00fe HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /c/%00 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /c/\u0000 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /c?code=%ZZ HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /c?code=%c3%28 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /c?%ZZ=%ZZ&&&===& HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /c?lang=%ZZ HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /01/%2e%2e%2f%2e%2e HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET //c//x HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET http://other/c/x HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET * HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET c HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET /\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\nHost: x\n\n",
                "GET / HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n: empty\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001",
                "\r\n\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        for (var request : odd) {
            var answer = raw.send(request);
            assertTrue(answer.status() < 500, () -> request + "\n" + start(answer));
        }
        assertStillAnswers();
    }

    @Test
    void otherMethodsAreRefused() throws IOException {
        for (var target :
                List.of("/", "/c", "/c/x", "/01/4012345000016/21/x", "/recalls", "/r/x", "/health", "/none")) {
            for (var method :
                    List.of("HEAD", "OPTIONS", "POST", "DELETE", "PUT", "PATCH", "TRACE", "X-" + "Y".repeat(30))) {
                var answer = raw.send(method + " " + target
                        + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello");
                assertClear(answer, method + " " + target);
                assertTrue(
                        method.equals("HEAD") || answer.status() >= 400, () -> method + " " + target + start(answer));
            }
        }
        assertStillAnswers();
    }

    @Test
    void slowAndHalfOpenConnectionsHoldNobodyUp() throws Exception {
        var held = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 50; i++) {
                var socket = raw.connect();
                held.add(socket);
                socket.getOutputStream().write("GET /c/ABC".getBytes(StandardCharsets.US_ASCII));
                if (i % 2 == 0) {
                    socket.shutdownOutput();
                }
            }
            assertStillAnswers();
            var slow = raw.slowly("GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 10);
            assertEquals(200, slow.status(), slow.text());
        } finally {
            for (var socket : held) {
                socket.close();
            }
        }
        assertStillAnswers();
    }

    private static void assertStillAnswers() throws IOException {
        var answer = raw.get("/c/" + plant.laptop(7), "Accept: application/json\r\n");
        assertEquals(200, answer.status(), () -> start(answer));
        assertTrue(answer.text().contains("\"issue\":\"ISSUED\""), () -> start(answer));
    }

    /** All the process and its database have written, except the three files that are there to hold secrets. */
    private static void assertNothingSecretIsWritten() throws IOException {
        var master = Files.readAllLines(install.keystore()).stream()
                .filter(l -> l.startsWith("master = "))
                .map(l -> l.substring("master = ".length()).strip())
                .findFirst()
                .orElseThrow();
        var secrets = List.of(master, install.password(), plant.laptop(1), plant.laptop(2), plant.laptop(7));
        int read = 0;
        for (var file : written()) {
            var text = Files.readString(file, StandardCharsets.ISO_8859_1);
            read++;
            for (var secret : secrets) {
                assertFalse(text.contains(secret), file + " holds a secret");
            }
            assertFalse(text.contains("\tat org.echt"), () -> file + " holds a stack trace\n" + text);
        }
        assertTrue(read >= 3, "only " + read + " files were looked through");
    }

    private static List<Path> written() throws IOException {
        try (Stream<Path> logs = Files.list(install.logs());
                Stream<Path> pg = Files.list(install.data().resolve("pg"))) {
            return Stream.concat(logs, pg.filter(f -> f.getFileName().toString().startsWith("log")))
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }
}
