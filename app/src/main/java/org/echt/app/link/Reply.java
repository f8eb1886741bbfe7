package org.echt.app.link;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.echt.app.answer.Preferences;

/** Sends bodies with the headers every public answer has. Thread-safe. */
final class Reply {
    static final Header HTML = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
    static final Header PDF = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/pdf");
    static final Header JSON = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
    static final Header PROBLEM = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/problem+json");
    static final Header NO_STORE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");
    static final Header MINUTE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "public, max-age=60");
    static final Header QUARTER = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "public, max-age=900");

    static final Header FOR_EVER =
            HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "public, max-age=31536000, immutable");

    private static final HeaderName REFERRER_POLICY = HeaderNames.create("Referrer-Policy");
    private static final HeaderName NOSNIFF = HeaderNames.create("X-Content-Type-Options");
    private static final HeaderName POLICY = HeaderNames.create("Content-Security-Policy");
    private static final Header GZIP = HeaderValues.createCached(HeaderNames.CONTENT_ENCODING, "gzip");
    private static final int WORTH_PACKING = 500;

    private final List<Header> always;

    Reply(Style style) {
        this.always = List.of(
                HeaderValues.createCached(POLICY, style.policy()),
                HeaderValues.createCached(REFERRER_POLICY, "no-referrer"),
                HeaderValues.createCached(NOSNIFF, "nosniff"),
                HeaderValues.createCached(HeaderNames.VARY, "Accept, Accept-Language, Accept-Encoding"));
    }

    /** The headers every answer has, whatever it is. */
    List<Header> always() {
        return always;
    }

    void send(ServerRequest request, ServerResponse response, Header type, Header caching, byte[] body) {
        always.forEach(response::header);
        response.header(type).header(caching);
        boolean pack = body.length >= WORTH_PACKING && isText(type) && takesGzip(request);
        if (pack) {
            response.header(GZIP);
        }
        var sent = pack ? gzip(body) : body;
        if (request.prologue().method().equals(Method.HEAD)) {
            response.contentLength(sent.length);
            response.send();
        } else {
            response.send(sent);
        }
    }

    static Status status(int code) {
        return Status.create(code);
    }

    /** Pictures and PDF are packed already. */
    private static boolean isText(Header type) {
        return type.values().startsWith("text/") || type.values().contains("json");
    }

    private static boolean takesGzip(ServerRequest request) {
        var header = header(request, HeaderNames.ACCEPT_ENCODING);
        return header.contains("gzip")
                && Preferences.parse(header).values().stream()
                        .anyMatch(value -> value.value().equals("gzip") && value.weight() > 0);
    }

    /** All values of a header in one, empty where there is none. */
    static String header(ServerRequest request, HeaderName name) {
        return request.headers().contains(name) ? request.headers().get(name).values() : "";
    }

    private static byte[] gzip(byte[] body) {
        var out = new ByteArrayOutputStream(body.length / 2);
        try (var gzip = new Gzip(out)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Packs at a level that leaves an eighth more bytes than the usual one and takes less than half of its time. */
    private static final class Gzip extends GZIPOutputStream {
        private static final int LEVEL = 3;

        Gzip(OutputStream out) throws IOException {
            super(out, 4096);
            def.setLevel(LEVEL);
        }
    }
}
