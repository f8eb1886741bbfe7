package org.echt.app.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.echt.app.webhook.Signer.Headers;
import org.echt.core.webhook.EndpointUrl;
import org.echt.core.webhook.Targets;
import org.echt.testkit.SettableTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What endpoints may do to the one that calls them, over real connections. */
final class PosterTest {
    private static final Headers HEADERS = new Headers("a_1", "1793786400", "v1a,AAAA");
    private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    private static final InstantSource CLOCK = SettableTime.at("2026-11-04T10:00:00Z");

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var one : open.reversed()) {
            one.close();
        }
    }

    /** What a server does with a connection, after it read the request. */
    @FunctionalInterface
    private interface Behaviour {
        void answer(OutputStream out) throws IOException, InterruptedException;
    }

    private final List<String> requests = new ArrayList<>();

    private int serve(Behaviour behaviour) throws IOException {
        var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        open.add(server);
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (var socket = server.accept()) {
                    request(socket);
                    behaviour.answer(socket.getOutputStream());
                } catch (IOException | InterruptedException _) {
                    // the other side went away, or the test is over
                }
            }
        });
        return server.getLocalPort();
    }

    private void request(Socket socket) throws IOException {
        var text = new StringBuilder();
        var in = socket.getInputStream();
        while (text.indexOf("\r\n\r\n") < 0 || !text.toString().endsWith("}")) {
            int c = in.read();
            if (c < 0) {
                return;
            }
            text.append((char) c);
        }
        synchronized (requests) {
            requests.add(text.toString());
        }
    }

    private static Behaviour says(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Poster poster(Targets targets, Duration timeout, Poster.Names names) {
        var poster = new Poster(
                new DelivererSettings(targets, timeout, 4, 0),
                CLOCK,
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                names);
        open.add(poster);
        return poster;
    }

    private Answer post(String url, Duration timeout) {
        return poster(Targets.PRIVATE, timeout, InetAddress::getAllByName)
                .post(EndpointUrl.parse(url, Targets.PRIVATE), HEADERS, BODY);
    }

    private Answer post(int port) {
        return post("http://127.0.0.1:" + port + "/in?k=1", Duration.ofSeconds(5));
    }

    @Test
    void theRequestIsWhatItShouldBe() throws IOException {
        int port = serve(says("HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nthanks"));
        assertEquals(new Answer(200, "", null, "thanks"), post(port));
        assertEquals(
                List.of("POST /in?k=1 HTTP/1.1\r\nhost: 127.0.0.1:" + port + "\r\nuser-agent: echt-webhooks\r\n"
                        + "accept: */*\r\ncontent-type: application/cloudevents+json; charset=UTF-8\r\n"
                        + "content-length: 7\r\nwebhook-id: a_1\r\nwebhook-timestamp: 1793786400\r\n"
                        + "webhook-signature: v1a,AAAA\r\nconnection: close\r\n\r\n{\"a\":1}"),
                requests);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 204 No Content~~ | 204 |",
                "HTTP/1.0 200 OK~~all the rest | 200 | all the rest",
                "HTTP/1.1 200~content-length: 2~~abc | 200 | ab",
                "HTTP/1.1 100 Continue~~HTTP/1.1 201 Created~~ | 201 |",
                "HTTP/1.1 200 OK~transfer-encoding: chunked~~3;x=y~abc~2~de~0~~ | 200 | abcde",
                "HTTP/1.1 500 Oops~Transfer-Encoding: gzip, chunked~~zz | 500 |",
                "HTTP/1.1 302 Found~location: http://169.254.169.254/~~ | 302 |"
            })
    void answersAreRead(String answer, int status, String body) throws IOException {
        var read = post(serve(says(answer.replace("~", "\r\n"))));
        assertEquals(status, read.status());
        assertEquals(body == null ? "" : body, read.body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SSH-2.0-OpenSSH_9~ | the answer is not HTTP/1.1",
                "HTTP/2 200~~ | the answer is not HTTP/1.1",
                "HTTP/1.1 999 Odd~~ | the answer is not HTTP/1.1",
                "HTTP/1.1 101 Switching Protocols~~ | the answer is not HTTP/1.1",
                "HTTP/1.1 200 OK~half a hea | the connection broke",
                "'' | the connection broke"
            })
    void nonsenseIsAFailureAndNoMore(String answer, String cause) throws IOException {
        assertEquals(Answer.none(cause), post(serve(says(answer.replace("~", "\r\n")))));
    }

    @ParameterizedTest
    @CsvSource({
        "120, 120",
        "'Wed, 04 Nov 2026 10:01:30 GMT', 90",
        "'Wed, 04 Nov 2026 09:00:00 GMT', 0",
        "soon, -1",
        "-5, -1",
        "99999999999, -1"
    })
    void retryAfterIsUnderstood(String value, long seconds) throws IOException {
        var answer = post(serve(says("HTTP/1.1 503 Busy\r\nRetry-After: " + value + "\r\n\r\n")));
        assertEquals(503, answer.status());
        if (seconds < 0) {
            assertNull(answer.retryAfter());
        } else {
            assertEquals(Duration.ofSeconds(seconds), answer.retryAfter());
        }
    }

    @Test
    void noRedirectIsFollowed() throws IOException {
        var visits = new AtomicInteger();
        int inside = serve(out -> visits.incrementAndGet());
        int port = serve(says("HTTP/1.1 307 Temporary Redirect\r\nlocation: http://127.0.0.1:" + inside + "/\r\n\r\n"));
        var answer = post(port);
        assertEquals("answered 307; redirects are not followed", answer.failure());
        assertEquals(0, visits.get());
    }

    @Test
    void aHugeAnswerIsNotRead() throws IOException {
        int port = serve(out -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            var block = new byte[1 << 16];
            while (true) {
                out.write(block);
            }
        });
        var answer = post(port);
        assertEquals(200, answer.status());
        assertEquals(ResponseReader.MOST_BODY, answer.body().length());
    }

    @Test
    void headersWithoutEndAreAFailure() throws IOException {
        int port = serve(out -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write("x: yyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        });
        assertEquals(Answer.none("the answer is not HTTP/1.1"), post(port));
    }

    @Test
    void whoDripsOrSaysNothingIsLeftInTime() throws IOException {
        int silent = serve(_ -> Thread.sleep(10_000));
        int dripping = serve(out -> {
            while (true) {
                out.write('H');
                out.flush();
                Thread.sleep(50);
            }
        });
        int slowBody = serve(out -> {
            out.write("HTTP/1.1 200 OK\r\ncontent-length: 4000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write('a');
                out.flush();
                Thread.sleep(50);
            }
        });
        long begin = System.nanoTime();
        var timeout = Duration.ofMillis(400);
        assertEquals(Answer.none("no answer in time"), post("http://127.0.0.1:" + silent + "/", timeout));
        assertEquals(Answer.none("no answer in time"), post("http://127.0.0.1:" + dripping + "/", timeout));
        assertEquals(200, post("http://127.0.0.1:" + slowBody + "/", timeout).status(), "its status was said");
        long millis = (System.nanoTime() - begin) / 1_000_000;
        assertTrue(millis < 4_000, "took " + millis + " ms");
    }

    @Test
    void whoIsNotThereIsNotThere() throws IOException {
        try (var held = new Socket()) {
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            assertEquals(Answer.none("no connection"), post(held.getLocalPort()));
        }
        var unknown = poster(Targets.PUBLIC, Duration.ofSeconds(1), host -> {
            throw new UnknownHostException(host);
        });
        assertEquals(
                Answer.none("the name of its host is not known"),
                unknown.post(EndpointUrl.parse("https://nowhere.example/", Targets.PUBLIC), HEADERS, BODY));
    }

    /** The name was fine when the endpoint was added; what it means is looked at again, and that very address is called. */
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, this computer",
        "10.0.0.1, a private network",
        "169.254.169.254, link-local",
        "::1, this computer",
        "fd00::1, a private network",
        "0.0.0.0, no address",
        "2002:7f00:1::, this computer"
    })
    void aNameThatLeadsInsideIsNotFollowed(String address, String meaning) throws IOException {
        var visits = new AtomicInteger();
        int port = serve(out -> visits.incrementAndGet());
        var inside = InetAddress.ofLiteral(address);
        var answer = poster(Targets.PUBLIC, Duration.ofSeconds(2), _ -> new InetAddress[] {inside})
                .post(EndpointUrl.parse("https://hooks.example:" + port + "/", Targets.PUBLIC), HEADERS, BODY);
        assertEquals(0, answer.status());
        assertEquals("not called: " + inside.getHostAddress() + " is " + meaning, answer.cause());
        assertEquals(0, visits.get());
    }

    @Test
    void theNameIsLookedUpOnce() throws IOException {
        int port = serve(says("HTTP/1.1 200 OK\r\n\r\n"));
        var asked = new AtomicInteger();
        var loopback = InetAddress.getLoopbackAddress();
        var answer = poster(Targets.PRIVATE, Duration.ofSeconds(2), _ -> {
                    asked.incrementAndGet();
                    return new InetAddress[] {loopback};
                })
                .post(EndpointUrl.parse("http://localhost:" + port + "/", Targets.PRIVATE), HEADERS, BODY);
        assertEquals(200, answer.status());
        assertEquals(1, asked.get());
    }

    @Test
    void plainHttpStaysOnThisComputerWhateverTheNameMeans() {
        var elsewhere = InetAddress.ofLiteral("192.168.1.1");
        var answer = poster(Targets.PRIVATE, Duration.ofSeconds(2), _ -> new InetAddress[] {elsewhere})
                .post(EndpointUrl.parse("http://localhost/", Targets.PRIVATE), HEADERS, BODY);
        assertEquals(Answer.none("not called: http is for this computer only"), answer);
    }

    @Test
    void theSecondAddressIsTriedWhenTheFirstDoesNotAnswer() throws IOException {
        int port = serve(says("HTTP/1.1 200 OK\r\n\r\n"));
        var addresses = new InetAddress[] {InetAddress.ofLiteral("127.0.0.2"), InetAddress.ofLiteral("127.0.0.1")};
        var answer = poster(Targets.PRIVATE, Duration.ofSeconds(2), _ -> addresses)
                .post(EndpointUrl.parse("http://localhost:" + port + "/", Targets.PRIVATE), HEADERS, BODY);
        assertEquals(200, answer.status());
    }

    @Test
    void causesQuoteNeitherAddressNorAnswer() throws IOException {
        var answer = post(serve(says("HTTP/1.1 422 Unprocessable\r\n\r\nbad number +4915112345678")));
        assertEquals("answered 422", answer.failure());
        assertTrue(!answer.toString().toLowerCase(Locale.ROOT).contains("49151"), answer.toString());
    }
}
