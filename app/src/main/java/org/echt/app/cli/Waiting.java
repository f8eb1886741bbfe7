package org.echt.app.cli;

import java.time.Instant;
import java.util.List;
import org.echt.core.recall.Recall;
import org.echt.core.recall.Revision;
import org.echt.core.recall.Revision.State;

/** Says what waits for a second person, so that nobody in the role can miss it. */
final class Waiting {
    private Waiting() {}

    /** One line of talk for each of the recalls that one person published alone. */
    static void say(List<Recall> recalls, Instant now, Output output) {
        for (var recall : recalls) {
            recall.aloneBy().ifPresent(by -> {
                var lapsesAt = recall.inForce().map(Revision::lapsesAt).orElseThrow();
                output.say(recall.id() + " was published by " + by + " alone and "
                        + (now.isBefore(lapsesAt) ? "falls back" : "has fallen back") + " to CHECK at " + lapsesAt
                        + ". Somebody else signs it with: echt recall countersign " + recall.id());
            });
        }
    }

    /** What the second person would do next. */
    static String next(Recall recall) {
        var latest = recall.latest();
        return latest.state() == State.SUBMITTED
                ? "echt recall approve " + recall.id() + " --hash "
                        + latest.impact().hash()
                : "echt recall countersign " + recall.id();
    }
}
