package org.echt.app.api;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.echt.core.fault.Fault;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is sent back.
 *
 * @param status HTTP status
 * @param type content type
 * @param body UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once and never compared.
record Answer(int status, Header type, byte[] body) {
    private static final Header JSON = type("application/json");
    private static final Header LINES = type("application/x-ndjson");
    private static final Header PROBLEM = type("application/problem+json");
    private static final JsonMapper MAPPER = JsonMapper.shared();

    static Answer of(int status, Map<String, ? extends @Nullable Object> object) {
        return new Answer(status, JSON, MAPPER.writeValueAsBytes(object));
    }

    /** JSON that is written already. */
    static Answer json(byte[] body) {
        return new Answer(200, JSON, body);
    }

    /** One object a line. */
    static Answer lines(List<? extends Map<String, ? extends @Nullable Object>> objects) {
        var text = objects.stream()
                .map(object -> MAPPER.writeValueAsString(object) + "\n")
                .collect(Collectors.joining());
        return new Answer(200, LINES, text.getBytes(StandardCharsets.UTF_8));
    }

    /** RFC 9457. The type names an entry of docs/api.md. */
    static Answer problem(Fault fault, String detail) {
        var object = Json.object();
        object.put("type", "urn:echt:fault:" + Json.word(fault));
        object.put("title", fault.wayOut);
        object.put("status", fault.status);
        object.put("detail", detail);
        return new Answer(fault.status, PROBLEM, MAPPER.writeValueAsBytes(object));
    }

    private static Header type(String type) {
        return HeaderValues.createCached(HeaderNames.CONTENT_TYPE, type);
    }
}
