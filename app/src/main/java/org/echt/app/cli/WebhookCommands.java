package org.echt.app.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.echt.core.access.Act;
import org.echt.core.access.Right;
import org.echt.core.webhook.Delivery;
import org.echt.core.webhook.Endpoint;
import org.echt.core.webhook.EventType;
import org.echt.core.webhook.WebhookDesk;
import org.echt.core.webhook.WebhookStore.Filter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt webhook}: programs elsewhere that are told of events. */
@Command(
        name = "webhook",
        header = "Programs elsewhere that are told of events: SMS gateways, CRM systems (docs/webhooks.md).",
        description = {
            "  echt webhook add crm https://crm.acme.example/echt --event echt.recall.version",
            "  echt webhook test crm",
            "  echt webhook deliveries crm --state failed",
            "  echt webhook replay crm --since 2026-11-03"
        },
        subcommands = {
            WebhookCommands.Add.class,
            WebhookCommands.ListEndpoints.class,
            WebhookCommands.Show.class,
            WebhookCommands.Change.class,
            WebhookCommands.Pause.class,
            WebhookCommands.Resume.class,
            WebhookCommands.Remove.class,
            WebhookCommands.Rotate.class,
            WebhookCommands.Deliveries.class,
            WebhookCommands.Replay.class,
            WebhookCommands.Test.class
        })
final class WebhookCommands {
    private static final String EVENTS = "echt.recall.version or echt.sms.requested; repeatable.";

    private WebhookCommands() {}

    private static Set<EventType> types(List<String> texts) {
        var types = EnumSet.noneOf(EventType.class);
        for (var text : texts) {
            var known = Arrays.stream(EventType.values())
                    .filter(EventType::isChosen)
                    .map(type -> type.text)
                    .toList();
            types.add(EventType.of(text)
                    .filter(EventType::isChosen)
                    .orElseThrow(() ->
                            Complaint.usage("there is no event \"" + text + "\" to choose", Words.maybe(text, known))));
        }
        return types;
    }

    private static List<String> texts(Endpoint endpoint) {
        return endpoint.types().stream().map(type -> type.text).sorted().toList();
    }

    /** The address without its query, which may hold a secret. */
    private static Map<String, @Nullable Object> facts(Endpoint endpoint) {
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("endpoint", endpoint.id());
        facts.put("url", endpoint.url().toString());
        facts.put("events", texts(endpoint));
        facts.put("state", Words.lower(endpoint.state()));
        facts.put("why", endpoint.why());
        return facts;
    }

    private static void sayKeys(WebhookDesk desk, Endpoint endpoint, Instant now, Output output) {
        output.say("Who receives verifies with:");
        endpoint.keysAt(now)
                .forEach(key -> output.say(
                        "  " + desk.publicKey(key) + (key.retiresAt() == null ? "" : "   until " + key.retiresAt())));
    }

    /** A change of one endpoint, told as it is then. */
    abstract static class OfOne extends Action.Change {
        @Parameters(index = "0", paramLabel = "NAME", description = "The endpoint.")
        String name = "";

        @Mixin
        final Reason why = new Reason();

        OfOne(Shell shell) {
            super(shell);
        }

        abstract Endpoint take(WebhookDesk desk, Act act);

        /** Whether its keys are told too. */
        boolean hasNewKey() {
            return false;
        }

        @Override
        final int run(Workbench bench, Output output) {
            var act = shell.act(bench, Right.MANAGE_WEBHOOKS, why.text);
            var desk = bench.webhooks();
            var endpoint = take(dryRun ? desk.dry() : desk, act);
            output.facts(facts(endpoint));
            sayIfDry(output);
            if (hasNewKey() && !dryRun) {
                sayKeys(desk, endpoint, bench.clock().instant(), output);
            }
            return Exit.FINE;
        }
    }

    @Command(
            name = "add",
            header = "Adds an endpoint with a key of its own; it is told of what happens from now on.",
            description = {
                "  echt webhook add crm https://crm.acme.example/echt --event echt.recall.version",
                "  echt webhook add sms https://sms.acme.example/in --event echt.sms.requested"
            })
    static final class Add extends OfOne {
        @Parameters(index = "1", paramLabel = "URL", description = "Where it is told: https://...")
        String url = "";

        @Option(names = "--event", required = true, paramLabel = "E", description = EVENTS)
        List<String> events = List.of();

        Add(Shell shell) {
            super(shell);
        }

        @Override
        Endpoint take(WebhookDesk desk, Act act) {
            return desk.add(name, url, types(events), act);
        }

        @Override
        boolean hasNewKey() {
            return true;
        }
    }

    @Command(name = "list", header = "Lists the endpoints.", description = "  echt webhook list")
    static final class ListEndpoints extends Action.OnWorkbench {
        ListEndpoints(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var rows = new Output.Rows("endpoint", "url", "events", "state", "last_delivered", "why");
            for (var endpoint : bench.webhooks().endpoints()) {
                rows.add(
                        endpoint.id(),
                        endpoint.url().toString(),
                        texts(endpoint),
                        Words.lower(endpoint.state()),
                        bench.webhooks()
                                .lastDelivered(endpoint.id())
                                .map(Instant::toString)
                                .orElse(null),
                        endpoint.why());
            }
            output.list(rows);
            return Exit.FINE;
        }
    }

    @Command(
            name = "show",
            header = "Shows an endpoint and the public keys it verifies with.",
            description = "  echt webhook show crm")
    static final class Show extends Action.OnWorkbench {
        @Parameters(paramLabel = "NAME", description = "The endpoint.")
        String name = "";

        Show(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var desk = bench.webhooks();
            var endpoint = desk.find(name);
            var facts = facts(endpoint);
            facts.put("created", endpoint.createdAt().toString());
            facts.put(
                    "last_delivered",
                    desk.lastDelivered(name).map(Instant::toString).orElse(null));
            facts.put(
                    "keys",
                    endpoint.keysAt(bench.clock().instant()).stream()
                            .map(desk::publicKey)
                            .toList());
            output.facts(facts);
            return Exit.FINE;
        }
    }

    @Command(
            name = "change",
            header = "Gives an endpoint another address or other events; its keys stay.",
            description = "  echt webhook change crm --url https://crm2.acme.example/echt")
    static final class Change extends OfOne {
        @Option(names = "--url", paramLabel = "URL", description = "Where it is told from now on.")
        @Nullable
        String url;

        @Option(names = "--event", paramLabel = "E", description = "Instead of those it has: " + EVENTS)
        List<String> events = List.of();

        Change(Shell shell) {
            super(shell);
        }

        @Override
        Endpoint take(WebhookDesk desk, Act act) {
            return desk.change(name, url, types(events), act);
        }
    }

    @Command(
            name = "pause",
            header = "Sends nothing more to an endpoint; what it is to be told waits.",
            description = "  echt webhook pause crm --why \"is being moved\"")
    static final class Pause extends OfOne {
        Pause(Shell shell) {
            super(shell);
        }

        @Override
        Endpoint take(WebhookDesk desk, Act act) {
            return desk.pause(name, act);
        }
    }

    @Command(
            name = "resume",
            header = "Sends to an endpoint again, first what waited.",
            description = "  echt webhook resume crm")
    static final class Resume extends OfOne {
        Resume(Shell shell) {
            super(shell);
        }

        @Override
        Endpoint take(WebhookDesk desk, Act act) {
            return desk.resume(name, act);
        }
    }

    @Command(
            name = "remove",
            header = "Removes an endpoint with its log and with what it was still to be told.",
            description = "  echt webhook remove crm --why \"contract ended\"")
    static final class Remove extends OfOne {
        Remove(Shell shell) {
            super(shell);
        }

        @Override
        Endpoint take(WebhookDesk desk, Act act) {
            return desk.remove(name, act);
        }
    }

    @Command(
            name = "rotate",
            header = "Gives an endpoint a new key; for a time old and new sign both.",
            description = {
                "  echt webhook rotate crm",
                "  echt webhook rotate crm --overlap-hours 0 --why \"key betrayed\"     the old one ends at once"
            })
    static final class Rotate extends OfOne {
        @Option(
                names = "--overlap-hours",
                paramLabel = "H",
                description = "How long the old key signs too. Default: ${DEFAULT-VALUE}.")
        int hours = (int) WebhookDesk.OVERLAP.toHours();

        Rotate(Shell shell) {
            super(shell);
        }

        @Override
        Endpoint take(WebhookDesk desk, Act act) {
            return desk.rotate(name, Duration.ofHours(hours), act);
        }

        @Override
        boolean hasNewKey() {
            return true;
        }
    }

    @Command(
            name = "deliveries",
            header = "Lists what an endpoint was told or is to be told, the newest first.",
            description = {
                "  echt webhook deliveries crm --state failed",
                "  echt webhook deliveries crm --number 4711     every attempt of one of them"
            })
    static final class Deliveries extends Action.OnWorkbench {
        @Parameters(paramLabel = "NAME", description = "The endpoint.")
        String name = "";

        @Option(names = "--state", paramLabel = "S", description = "Only waiting, delivered or failed ones.")
        Delivery.@Nullable State state;

        @Option(names = "--number", paramLabel = "N", description = "The attempts of this one.")
        @Nullable
        Long number;

        @Option(names = "--below", paramLabel = "N", description = "Only smaller numbers, to page on.")
        long below = Long.MAX_VALUE;

        @Option(names = "--limit", paramLabel = "N", description = "At most so many. Default: ${DEFAULT-VALUE}.")
        int limit = 50;

        Deliveries(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            Paging.limit(limit);
            if (number != null) {
                return attempts(bench.webhooks(), of(bench.webhooks(), name, number), output);
            }
            var found = bench.webhooks().deliveries(new Filter(name, state, below, limit));
            var rows = new Output.Rows("number", "event", "type", "subject", "state", "attempts", "since", "due");
            for (var delivery : found) {
                boolean waits = delivery.state() == Delivery.State.WAITING;
                rows.add(
                        delivery.number(),
                        delivery.event().id(),
                        delivery.event().type().text,
                        delivery.event().subject(),
                        Words.lower(delivery.state()),
                        delivery.attempts(),
                        delivery.since().toString(),
                        waits ? delivery.dueAt().toString() : null);
            }
            output.list(rows);
            if (found.size() == limit) {
                output.say("There may be more: add --below " + found.getLast().number());
            }
            return Exit.FINE;
        }

        private static int attempts(WebhookDesk desk, Delivery delivery, Output output) {
            var rows = new Output.Rows("at", "status", "ms", "cause");
            for (var attempt : desk.attempts(delivery.number())) {
                var status = attempt.status() == 0 ? null : attempt.status();
                rows.add(attempt.at().toString(), status, attempt.millis(), attempt.cause());
            }
            output.list(rows);
            return Exit.FINE;
        }
    }

    private static Delivery of(WebhookDesk desk, String name, long number) {
        var delivery = desk.delivery(number);
        if (!delivery.endpoint().equals(desk.find(name).id())) {
            throw Complaint.failure(
                    "delivery " + number + " is one of " + delivery.endpoint(),
                    "List those of " + name + ": echt webhook deliveries " + name);
        }
        return delivery;
    }

    @Command(
            name = "replay",
            header = "Sends again, under the same webhook-id: one delivery, or all of what happened since then.",
            description = {
                "  echt webhook replay crm --number 4711",
                "  echt webhook replay crm --since 2026-11-03T09:00:00Z --dry-run     how many that would be"
            })
    static final class Replay extends Action.Change {
        @Parameters(paramLabel = "NAME", description = "The endpoint.")
        String name = "";

        @Option(names = "--number", paramLabel = "N", description = "This delivery.")
        @Nullable
        Long number;

        @Option(names = "--since", paramLabel = "DATE", description = "All that happened from then on.")
        @Nullable
        Instant since;

        @Mixin
        final Reason why = new Reason();

        Replay(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var act = shell.act(bench, Right.MANAGE_WEBHOOKS, why.text);
            var desk = dryRun ? bench.webhooks().dry() : bench.webhooks();
            var facts = new LinkedHashMap<String, Object>();
            facts.put("endpoint", name);
            facts.put("again", again(desk, act));
            output.facts(facts);
            sayIfDry(output);
            return Exit.FINE;
        }

        private int again(WebhookDesk desk, Act act) {
            if (number != null && since == null) {
                desk.replay(of(desk, name, number).number(), act);
                return 1;
            }
            if (since != null && number == null) {
                return desk.replaySince(name, since, act);
            }
            throw Complaint.usage("say what is sent again: either --number or --since", "Add --since 2026-11-03.");
        }
    }

    @Command(
            name = "test",
            header = "Sends a test event now, also to a paused endpoint, and tells what came back.",
            description = "  echt webhook test crm")
    static final class Test extends Action.OnWorkbench {
        @Parameters(paramLabel = "NAME", description = "The endpoint.")
        String name = "";

        Test(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            shell.act(bench, Right.MANAGE_WEBHOOKS, "");
            var endpoint = bench.webhooks().find(name);
            var tried = bench.tryWebhook(endpoint);
            var attempt = tried.attempt();
            var facts = new LinkedHashMap<String, @Nullable Object>();
            facts.put("endpoint", name);
            facts.put("status", attempt.status() == 0 ? null : attempt.status());
            facts.put("cause", attempt.cause());
            facts.put("ms", attempt.millis());
            facts.put("answer", tried.body());
            output.facts(facts);
            return attempt.succeeded() ? Exit.FINE : Exit.FAILURE;
        }
    }
}
