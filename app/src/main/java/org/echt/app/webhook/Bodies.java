package org.echt.app.webhook;

import org.echt.core.webhook.Event;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Bodies: CloudEvents 1.0 in structured JSON. The same event with the same data always has the same bytes, so that what is
 * sent again is what was sent before.
 *
 * @param domain host name of this installation, such as {@code id.acme.example}; names the source
 */
public record Bodies(String domain) {
    static final String MEDIA_TYPE = "application/cloudevents+json; charset=UTF-8";

    private static final JsonMapper JSON = JsonMapper.shared();

    /** The body, UTF-8. */
    byte[] of(Event event, Body data) {
        return JSON.writeValueAsBytes(JsonNodeFactory.instance
                .objectNode()
                .put("specversion", "1.0")
                .put("id", event.id())
                .put("source", "https://" + domain)
                .put("type", event.type().text)
                .put("subject", event.subject())
                .put("time", event.at().toString())
                .put("datacontenttype", "application/json")
                .set("data", data.object()));
    }
}
