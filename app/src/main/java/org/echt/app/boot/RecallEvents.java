package org.echt.app.boot;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.echt.app.webhook.Deliverer;
import org.echt.app.webhook.EventData;
import org.echt.core.recall.Recall;
import org.echt.core.recall.Revision;
import org.echt.core.webhook.Event;

/** Tells endpoints of each version of each recall, and of each pause and end; never of drills. One thread at a time. */
final class RecallEvents {
    private final Supplier<List<Recall>> recalls;
    private final Deliverer deliverer;
    private final String domain;
    /** Only to spare the store: it knows itself what it was given. */
    private final Set<String> told = new HashSet<>();

    /** @param recalls as this node knows them; asked often, so without a look into the store */
    RecallEvents(Supplier<List<Recall>> recalls, Deliverer deliverer, String domain) {
        this.recalls = recalls;
        this.deliverer = deliverer;
        this.domain = domain;
    }

    /** Has what is new told. */
    void tell() {
        for (var recall : recalls.get()) {
            if (!recall.isDrill()) {
                tell(recall);
            }
        }
    }

    private void tell(Recall recall) {
        int version = 0;
        for (var revision : recall.revisions()) {
            if (revision.state().isPublic()) {
                boolean isNew = revision.version() != version;
                version = revision.version();
                tell(recall, revision, isNew);
            }
        }
    }

    private void tell(Recall recall, Revision revision, boolean isNew) {
        var event = isNew
                ? Event.recallVersion(recall.id(), revision.version(), revision.at())
                : Event.recallState(recall.id(), revision.version(), revision.number(), revision.at());
        if (told.contains(event.id())) {
            return;
        }
        var notice = "https://" + domain + "/r/" + recall.id() + "/v" + revision.version();
        deliverer.put(
                event,
                EventData.recallVersion(
                        recall.id(), revision.version(), revision.state().name(), notice));
        told.add(event.id());
    }
}
