package org.echt.app.webhook;

import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a body says of an event that may wait, and so is kept: never about a person. */
public final class EventData implements Body {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ObjectNode object;

    private EventData(ObjectNode object) {
        this.object = object;
    }

    /**
     * A version of a recall.
     *
     * @param recall its id
     * @param version from 1
     * @param state such as {@code PUBLISHED}
     * @param notice permanent address of the notice
     */
    public static EventData recallVersion(String recall, int version, String state, String notice) {
        return new EventData(JsonNodeFactory.instance
                .objectNode()
                .put("recall", recall)
                .put("version", version)
                .put("state", state)
                .put("notice", notice));
    }

    /** For somebody who tries an endpoint. */
    static EventData test(String endpoint, Instant at) {
        return new EventData(JsonNodeFactory.instance
                .objectNode()
                .put("endpoint", endpoint)
                .put("message", "This is a test. Nothing happened.")
                .put("sent", at.toString()));
    }

    /** As {@link #json} wrote it. */
    static EventData read(String json) {
        return new EventData((ObjectNode) JSON.readTree(json));
    }

    /** As it is kept. */
    public String json() {
        return JSON.writeValueAsString(object);
    }

    @Override
    public ObjectNode object() {
        return object;
    }
}
