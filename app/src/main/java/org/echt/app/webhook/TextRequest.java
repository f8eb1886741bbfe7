package org.echt.app.webhook;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * That a text message be sent. Names a person, so it is passed through and cannot be kept; its text form says nothing.
 *
 * @param to telephone number, international, such as {@code +4915112345678}
 * @param text what it says, whole
 * @param language tag of the text's language
 */
public record TextRequest(String to, String text, String language) implements Body {
    @Override
    public ObjectNode object() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("to", to)
                .put("text", text)
                .put("language", language);
    }

    @Override
    public String toString() {
        return "TextRequest";
    }
}
