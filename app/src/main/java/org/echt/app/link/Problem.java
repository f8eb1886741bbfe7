package org.echt.app.link;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An error a client has to deal with, for people and for programs.
 *
 * <p>Source: RFC 9457.
 *
 * @param status HTTP status
 * @param key its text {@code problem.<key>} and {@code problem.<key>.lead}
 * @param title in English, for programs
 */
public record Problem(int status, String key, String title) {
    static final Problem BAD = new Problem(400, "bad", "Bad request");
    static final Problem NO_CODE = new Problem(400, "", "The query parameter code is missing or empty");
    public static final Problem NOT_FOUND = new Problem(404, "notfound", "Not found");
    static final Problem NO_RECALL = new Problem(404, "recall", "No open recall has this number");
    public static final Problem METHOD = new Problem(405, "method", "Only GET and HEAD are possible here");
    static final Problem NOT_ACCEPTABLE =
            new Problem(406, "bad", "This address answers in text/html and application/json");
    static final Problem LONG_ADDRESS = new Problem(414, "long", "The address is too long");
    public static final Problem TOO_MANY = new Problem(429, "many", "Too many requests from this network");
    static final Problem LONG_HEADER = new Problem(431, "long", "The request's header fields are too large");
    static final Problem UNAVAILABLE = new Problem(503, "broken", "The store cannot be reached");
    static final Problem BROKEN = new Problem(500, "broken", "Internal error");

    private static final JsonFactory JSON = new JsonFactory();

    byte[] json() {
        var out = new ByteArrayOutputStream(128);
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("type", "about:blank");
            json.writeStringProperty("title", title);
            json.writeNumberProperty("status", status);
            json.writeEndObject();
        }
        return out.toByteArray();
    }
}
