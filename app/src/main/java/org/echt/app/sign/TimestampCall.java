package org.echt.app.sign;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bouncycastle.tsp.TSPException;
import org.jspecify.annotations.Nullable;

/** One question over HTTP (RFC 3161, 3.4) and what comes back. Thread-safe. */
final class TimestampCall {
    private static final String ANSWER = "application/timestamp-reply";

    /** Tokens with their certificates have 2 to 10 kB. */
    private static final int LONGEST = 1 << 18;

    private static final int SHOWN = 200;

    private final URI address;
    private final Duration timeout;
    private final HttpClient client;

    TimestampCall(URI address, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    byte[] send(byte[] request) throws IOException, TSPException {
        var answer = answer(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/timestamp-query")
                .header("Accept", ANSWER)
                .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                .build());
        var type = answer.headers().firstValue("Content-Type").orElse("none");
        if (answer.statusCode() != 200 || !type.split(";", 2)[0].strip().equalsIgnoreCase(ANSWER)) {
            throw new TSPException("it answered with HTTP status " + answer.statusCode() + ", content type "
                    + printable(type) + ": " + printable(new String(answer.body(), StandardCharsets.UTF_8)));
        }
        return answer.body();
    }

    private HttpResponse<byte[]> answer(HttpRequest request) throws IOException, TSPException {
        // a request's own timeout ends with the header of the answer
        var call = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST));
        try {
            return call.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new TSPException("it did not answer within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            var cause = e.getCause();
            var words = cause == null || cause.getMessage() == null ? String.valueOf(cause) : cause.getMessage();
            throw new IOException("it cannot be reached or breaks off: " + words, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TSPException("interrupted while waiting for it", e);
        } finally {
            call.cancel(true);
        }
    }

    /** Somebody else's words, fit for one line of an error. */
    static String printable(@Nullable String text) {
        var line = text == null
                ? ""
                : text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        var shown = line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
        return shown.isEmpty() ? "(no text)" : "\"" + shown + "\"";
    }
}
