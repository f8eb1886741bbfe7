package org.echt.app.webhook;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.echt.app.webhook.Signer.Headers;
import org.echt.core.webhook.EndpointUrl;
import org.echt.core.webhook.Targets;

/**
 * Sends one request over a connection of its own and reads the answer. Follows no redirect, knows no proxy and no cookie,
 * reads {@value ResponseReader#MOST_BODY} bytes of the body at most, and is done when its time is over, however slowly the
 * other side drips. Never throws for what the other side does. Thread-safe.
 *
 * <p>It opens connections itself, and does not use the JDK's client, because that one looks up the name a second time when
 * it connects: a name server could give an address to the check and another one to the connection. Here the very address
 * that was checked is called, and the certificate must still be that of the name.
 */
public final class Poster implements AutoCloseable {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

    private final Targets targets;
    private final Duration timeout;
    private final InstantSource clock;
    private final SSLSocketFactory tls;
    private final Names names;
    private final ScheduledExecutorService alarm;

    /** How names become addresses. */
    @FunctionalInterface
    interface Names {
        InetAddress[] lookUp(String host) throws UnknownHostException;
    }

    /** Trusts the authorities the JDK trusts. */
    public Poster(DelivererSettings settings, InstantSource clock) {
        this(settings, clock, (SSLSocketFactory) SSLSocketFactory.getDefault(), InetAddress::getAllByName);
    }

    Poster(DelivererSettings settings, InstantSource clock, SSLSocketFactory tls, Names names) {
        this.targets = settings.targets();
        this.timeout = settings.timeout();
        this.clock = clock;
        this.tls = tls;
        this.names = names;
        var timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("webhook-timeout").factory());
        timer.setRemoveOnCancelPolicy(true);
        this.alarm = timer;
    }

    /** Sends the body. */
    Answer post(EndpointUrl url, Headers headers, byte[] body) {
        List<InetAddress> allowed = new ArrayList<>();
        try {
            String refused = "";
            for (var address : names.lookUp(url.host())) {
                var refusal = targets.refusal(address);
                if (refusal.isEmpty() && (url.isSecure() || address.isLoopbackAddress())) {
                    allowed.add(address);
                } else {
                    refused = refusal.orElse("http is for this computer only");
                }
            }
            if (allowed.isEmpty()) {
                return Answer.none("not called: " + refused);
            }
        } catch (UnknownHostException _) {
            return Answer.none("the name of its host is not known");
        }
        return post(url, allowed, request(url, headers, body));
    }

    /** One after another until one can be connected to; never another one after something was sent. */
    private Answer post(EndpointUrl url, List<InetAddress> addresses, byte[] request) {
        long end = System.nanoTime() + timeout.toNanos();
        var answer = Answer.none("no connection");
        for (var address : addresses) {
            var socket = new Socket();
            var last = alarm.schedule(() -> close(socket), end - System.nanoTime(), TimeUnit.NANOSECONDS);
            try (socket) {
                var failure = connect(socket, new InetSocketAddress(address, url.port()));
                if (failure.isEmpty()) {
                    return exchange(url, socket, request);
                }
                answer = Answer.none(failure);
            } catch (IOException e) {
                return Answer.none(System.nanoTime() >= end ? "no answer in time" : cause(e));
            } finally {
                last.cancel(false);
            }
        }
        return answer;
    }

    /** Why there is no connection; empty when there is one. */
    private String connect(Socket socket, InetSocketAddress address) {
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address, Math.toIntExact(Math.min(timeout.toMillis(), LONGEST_CONNECT.toMillis())));
            return "";
        } catch (SocketTimeoutException _) {
            return "no connection in time";
        } catch (IOException _) {
            return "no connection";
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // it is closed, which is all that is wanted
        }
    }

    private Answer exchange(EndpointUrl url, Socket plain, byte[] request) throws IOException {
        if (!url.isSecure()) {
            return talk(plain, request);
        }
        try (var secure = (SSLSocket) tls.createSocket(plain, url.host(), url.port(), true)) {
            var parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            return talk(secure, request);
        }
    }

    private Answer talk(Socket socket, byte[] request) throws IOException {
        var out = socket.getOutputStream();
        out.write(request);
        out.flush();
        return new ResponseReader(new BufferedInputStream(socket.getInputStream(), 4096), clock).read();
    }

    private static byte[] request(EndpointUrl url, Headers headers, byte[] body) {
        var head = "POST " + url.pathAndQuery() + " HTTP/1.1\r\n"
                + "host: " + url.authority() + "\r\n"
                + "user-agent: echt-webhooks\r\n"
                + "accept: */*\r\n"
                + "content-type: " + Bodies.MEDIA_TYPE + "\r\n"
                + "content-length: " + body.length + "\r\n"
                + "webhook-id: " + headers.id() + "\r\n"
                + "webhook-timestamp: " + headers.timestamp() + "\r\n"
                + "webhook-signature: " + headers.signature() + "\r\n"
                + "connection: close\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.US_ASCII);
        var request = new byte[start.length + body.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        return request;
    }

    /** Kinds of failures, never their texts: those may quote the address with its query. */
    private static String cause(IOException e) {
        return switch (e) {
            case SSLException _ -> "no secure connection: its certificate or its TLS is not trusted here";
            case ResponseReader.NoHttpException _ -> "the answer is not HTTP/1.1";
            default -> "the connection broke";
        };
    }

    @Override
    public void close() {
        alarm.shutdownNow();
    }
}
