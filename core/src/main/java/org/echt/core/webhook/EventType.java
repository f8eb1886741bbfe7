package org.echt.core.webhook;

import java.util.Arrays;
import java.util.Optional;

/** What endpoints can be told. */
public enum EventType {
    /** A person is to get a text message; for the one SMS gateway. What it says is passed through and never stored. */
    SMS_REQUESTED("echt.sms.requested"),
    /** A recall has a new version. */
    RECALL_VERSION("echt.recall.version"),
    /** Somebody tries an endpoint; every endpoint may get it. */
    TEST("echt.test");

    /** As it stands in the body. */
    public final String text;

    EventType(String text) {
        this.text = text;
    }

    /** Whether endpoints choose it. */
    public boolean isChosen() {
        return this != TEST;
    }

    /** The type of this text. */
    public static Optional<EventType> of(String text) {
        return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
    }
}
