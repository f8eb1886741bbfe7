package org.echt.app.api;

import io.helidon.http.Method;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.echt.core.access.Act;
import org.echt.core.access.Right;
import org.echt.core.outreach.Outbox.Hold;
import org.echt.core.outreach.Outbox.Tally;
import org.echt.core.outreach.OutreachDesk;
import org.echt.core.outreach.OutreachDesk.Status;
import org.jspecify.annotations.Nullable;

/** The messages of a recall: how far they are, and whether they go out. */
final class MessageRoutes {
    private static final String MESSAGES = "/recalls/{id}/messages";

    private final Office office;

    MessageRoutes(Office office) {
        this.office = office;
    }

    List<Route> routes() {
        return List.of(
                new Route(Method.GET, MESSAGES, Right.READ, this::status),
                new Route(
                        Method.POST,
                        MESSAGES + "/pause",
                        Right.SEND_MESSAGES,
                        call -> step(call, Hold.PAUSED, (desk, act) -> desk.pause(call.id(), act))),
                new Route(
                        Method.POST,
                        MESSAGES + "/resume",
                        Right.SEND_MESSAGES,
                        call -> step(call, Hold.NONE, (desk, act) -> desk.resume(call.id(), act))),
                new Route(
                        Method.POST,
                        MESSAGES + "/cancel",
                        Right.SEND_MESSAGES,
                        call -> step(call, Hold.CANCELLED, (desk, act) -> desk.cancel(call.id(), act))));
    }

    /** Takes a step. */
    @FunctionalInterface
    private interface Step {
        Status take(OutreachDesk desk, Act act);
    }

    private Answer status(Call call) {
        return Answer.of(200, object(office.persons().get().messages().status(call.id())));
    }

    private Answer step(Call call, Hold hold, Step step) throws IOException {
        var body = call.body();
        var why = body.isBlank() ? "" : Json.texts(body, Set.of("why")).getOrDefault("why", "");
        var desk = office.persons().get().messages();
        boolean dry = call.isDry();
        var act = call.act(why);
        var object = object(dry ? desk.rehearse(call.id(), hold, act) : step.take(desk, act));
        object.put("dryRun", dry);
        return Answer.of(200, object);
    }

    private static Map<String, @Nullable Object> object(Status status) {
        var object = Json.object();
        object.put("recall", status.recall());
        object.put("version", status.version());
        object.put(
                "messages",
                switch (status.hold()) {
                    case NONE -> "GOING_OUT";
                    case PAUSED -> "PAUSED";
                    case CANCELLED -> "CANCELLED";
                });
        object.put(
                "channels",
                status.channels().stream().map(MessageRoutes::object).toList());
        return object;
    }

    private static Map<String, @Nullable Object> object(Tally tally) {
        var object = Json.object();
        object.put("channel", tally.channel().name());
        object.put("waiting", tally.waiting());
        object.put("sent", tally.sent());
        object.put("delivered", tally.delivered());
        object.put("bounced", tally.bounced());
        object.put("failed", tally.failed());
        object.put("cancelled", tally.cancelled());
        object.put("read", tally.read());
        object.put("answered", tally.answered());
        return object;
    }
}
