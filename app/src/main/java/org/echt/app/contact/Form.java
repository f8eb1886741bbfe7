package org.echt.app.contact;

import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The fields of a small form (application/x-www-form-urlencoded), as they were sent. Source: WHATWG URL, section 5. */
record Form(Map<String, String> fields) {
    private static final int LARGEST = 16_384;

    Form {
        fields = Map.copyOf(fields);
    }

    /** @throws HttpException (413) for more than a form of ours can be */
    static Form read(ServerRequest request) {
        if (!request.content().hasEntity()) {
            return new Form(Map.of());
        }
        try (var in = request.content().inputStream()) {
            var body = in.readNBytes(LARGEST + 1);
            if (body.length > LARGEST) {
                throw new HttpException("The form is too large", Status.REQUEST_ENTITY_TOO_LARGE_413);
            }
            return parse(new String(body, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of two fields with one name the first; what is no encoding stays as it is. */
    static Form parse(String body) {
        var fields = new HashMap<String, String>();
        for (var pair : body.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return new Form(fields);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }

    /** A field; empty where it was not sent. */
    String get(String name) {
        return fields.getOrDefault(name, "");
    }
}
