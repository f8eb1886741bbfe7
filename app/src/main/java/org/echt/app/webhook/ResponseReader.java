package org.echt.app.webhook;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to one request on a connection that is closed after it: status, {@code Retry-After}, the beginning of
 * the body. Everything else is passed over. A body that breaks off is no failure: its status was said.
 */
final class ResponseReader {
    static final int MOST_BODY = 4096;

    private static final int MOST_HEAD = 16_384;
    private static final int MOST_INTERIM = 8;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private final InputStream in;
    private final InstantSource clock;
    private int headLeft = MOST_HEAD;
    private @Nullable Duration retryAfter;
    private long length = Long.MAX_VALUE;
    private boolean chunked;

    /** The other side speaks something else, or says too much before it says what matters. */
    static final class NoHttpException extends IOException {
        private static final long serialVersionUID = 1;
    }

    ResponseReader(InputStream in, InstantSource clock) {
        this.in = in;
        this.clock = clock;
    }

    Answer read() throws IOException {
        int status = head();
        for (int i = 0; status < 200; i++) {
            // 100 to 199: the answer is still to come
            if (i == MOST_INTERIM || status == 101) {
                throw new NoHttpException();
            }
            status = head();
        }
        boolean silent = status == 204 || status == 304;
        return new Answer(status, "", retryAfter, silent ? "" : body());
    }

    private int head() throws IOException {
        var line = STATUS.matcher(line());
        if (!line.matches()) {
            throw new NoHttpException();
        }
        for (var header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            if (colon > 0) {
                header(
                        header.substring(0, colon).toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).strip());
            }
        }
        return Integer.parseInt(line.group(1));
    }

    private void header(String name, String value) {
        switch (name) {
            case "retry-after" -> retryAfter = wish(value);
            case "content-length" -> length = SECONDS.matcher(value).matches() ? Long.parseLong(value) : length;
            case "transfer-encoding" -> chunked = value.toLowerCase(Locale.ROOT).endsWith("chunked");
            default -> {
                // says nothing that matters here
            }
        }
    }

    /** Seconds or a date (RFC 9110, 10.2.3); null when it is neither. */
    private @Nullable Duration wish(String value) {
        if (SECONDS.matcher(value).matches()) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            var until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            var wait = Duration.between(clock.instant(), Instant.from(until));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException _) {
            return null;
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (--headLeft < 0) {
                throw new NoHttpException();
            }
            line.append((char) c);
        }
        boolean carriage = !line.isEmpty() && line.charAt(line.length() - 1) == '\r';
        return carriage ? line.substring(0, line.length() - 1) : line.toString();
    }

    private String body() {
        var body = new ByteArrayOutputStream();
        try {
            if (chunked) {
                chunks(body);
            } else {
                copy(body, length);
            }
        } catch (IOException _) {
            // what came until then is shown
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    private void chunks(ByteArrayOutputStream body) throws IOException {
        while (body.size() < MOST_BODY) {
            var size = line().replaceFirst(";.*", "").strip();
            if (!size.matches("[0-9a-fA-F]{1,8}")) {
                return;
            }
            long bytes = Long.parseLong(size, 16);
            if (bytes == 0) {
                return;
            }
            copy(body, bytes);
            line();
        }
    }

    private void copy(ByteArrayOutputStream body, long bytes) throws IOException {
        int wanted = (int) Math.min(bytes, MOST_BODY - body.size());
        body.writeBytes(in.readNBytes(wanted));
    }
}
