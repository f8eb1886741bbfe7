package org.echt.core.outreach;

import java.time.Instant;
import org.echt.core.canonical.Value;
import org.echt.core.outreach.Message.State;
import org.echt.core.registration.ContactAddress;
import org.echt.core.registration.Occasion;
import org.echt.core.tlog.Hash;
import org.jspecify.annotations.Nullable;

/**
 * That a message was sent, as the day's entry of the log commits to it (spec/log.md, "Days"): one for each item the message
 * is about. Names nobody, not even by number.
 *
 * @param message its id
 * @param item what it is about; null for a message about no item
 * @param recall id of the recall; empty where it is about none
 * @param version the recall's version; 0 where it is about none
 * @param sentAt when the mail server or gateway took it
 * @param state how far it was known to have got when the day was committed to
 * @param said SHA-256 of what it said; null where that is not known, and of messages about no recall
 */
public record SentMessage(
        long message,
        @Nullable Long item,
        ContactAddress.Kind channel,
        Occasion occasion,
        String recall,
        int version,
        Instant sentAt,
        State state,
        @Nullable Hash said) {
    /** What is committed to. */
    public Value.Members content() {
        var content = Value.object()
                .put("channel", channel.name())
                .put("message", message)
                .put("occasion", occasion.name())
                .put("sentAt", sentAt.toString())
                .put("state", state.name());
        if (item != null) {
            content.put("item", String.valueOf(item));
        }
        if (!recall.isEmpty()) {
            content.put("recall", recall).put("version", version);
        }
        if (said != null) {
            content.put("said", said.hex());
        }
        return content.build();
    }
}
