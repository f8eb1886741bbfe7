package org.echt.app.boot;

import java.io.IOException;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.echt.app.limit.Admission;
import org.echt.app.metrics.Meters;
import org.echt.app.metrics.OperatorsPort;
import org.echt.app.store.postgres.Backlog;
import org.echt.app.store.postgres.PostgresStores;
import org.echt.app.store.postgres.StoreMeters;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;

/** What operators see of one node: measurements, health and readiness, on a port of their own. */
final class Operators implements AutoCloseable {
    private final Meters meters = new Meters();
    private final Admission gate = new Admission(Admission.Settings.defaults());

    /** To open the node with. */
    Node.Measured measured() {
        var reads = meters.groups("reads");
        var records = meters.groups("records");
        return new Node.Measured(meters, new StoreMeters(reads::group, records::group));
    }

    /** Lets checks in. */
    Admission gate() {
        return gate;
    }

    Meters meters() {
        return meters;
    }

    /**
     * Starts listening until the node is closed.
     *
     * @param witnesses how many are asked to cosign the log
     * @return where
     */
    int show(Node node, Pulse pulse, int witnesses) {
        var watch = Watch.start(node);
        node(node, pulse);
        admission();
        lane("reads", node.stores()::reads);
        lane("records", node.stores()::records);
        waiting(watch);
        log(watch, witnesses);
        var config = node.config().operators();
        try {
            var port = OperatorsPort.open(config.host(), config.port(), meters::text, pulse::unready);
            return node.keep(port).port();
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusedException(
                    Fault.CONFLICT,
                    "the operators' port " + config.host() + ":" + config.port() + " cannot be opened: "
                            + e.getMessage() + ". Choose another one: operators.port");
        }
    }

    private void node(Node node, Pulse pulse) {
        meters.gauge("echt.ready", "1 while requests should come here", () -> pulse.isReady() ? 1 : 0);
        meters.gauge(
                "echt.catalogue.version",
                "Version of the catalogue this node answers from",
                () -> node.catalogues().present().version());
        meters.gauge(
                "echt.catalogue.confirmed.age.seconds",
                "Since the store last confirmed that it is the newest",
                pulse::age);
        meters.gauge(
                "echt.recalls.known",
                "Recalls this node knows, drafts and closed ones too",
                () -> node.catalogues().present().allRecalls().size());
        var database = node.database();
        meters.gauge("echt.database.connections", "Connections of the pool", database::connections);
        meters.gauge("echt.database.connections.busy", "Those in use", database::busy);
        meters.gauge("echt.database.connections.waiting", "Callers that wait for one", database::waiting);
    }

    private void admission() {
        meters.gauge(
                "echt.checks.limit",
                "Checks that are let in at once now, as learnt",
                () -> gate.state().limit());
        meters.gauge(
                "echt.checks.inside",
                "Checks that are being answered",
                () -> gate.state().inside());
        meters.gauge(
                "echt.checks.turned.away",
                "Checks that were turned away since the start",
                () -> gate.state().turnedAway());
    }

    private void lane(String name, Supplier<PostgresStores.Lane> lane) {
        meters.gauge(
                "echt.store.queue",
                "Checks no worker has taken yet",
                () -> lane.get().waiting(),
                "lane",
                name);
        meters.gauge(
                "echt.store.workers",
                "Workers that have a connection",
                () -> lane.get().connected(),
                "lane",
                name);
    }

    private void waiting(Watch watch) {
        for (var state : Watch.MESSAGES) {
            meters.gauge(
                    "echt.messages",
                    "Messages to persons somebody has still to do with, of all nodes",
                    of(watch, b -> b.messages().getOrDefault(state, 0L)),
                    "state",
                    state.toLowerCase(Locale.ROOT));
        }
        meters.gauge(
                "echt.messages.oldest.age.seconds",
                "How long the oldest message waits that may be sent",
                () -> watch.age(Backlog::oldestMessage));
        meters.gauge("echt.webhooks.due", "Deliveries that are due, of all nodes", of(watch, Backlog::webhooksDue));
        meters.gauge(
                "echt.checks.stray",
                "Checks that lie in no day's partition, up to 1000",
                of(watch, Backlog::strayChecks));
    }

    private void log(Watch watch, int witnesses) {
        meters.gauge("echt.log.size", "Entries of the transparency log", of(watch, Backlog::logSize));
        meters.gauge("echt.log.waiting", "Entries without a place in it", of(watch, Backlog::logWaiting));
        meters.gauge(
                "echt.log.checkpoint.age.seconds",
                "Since the newest checkpoint was signed",
                () -> watch.age(Backlog::logAt));
        meters.gauge("echt.log.cosigned", "Entries that others have cosigned", of(watch, Backlog::witnessedSize));
        meters.gauge("echt.log.witnesses", "Witnesses that are asked to", () -> witnesses);
    }

    private static DoubleSupplier of(Watch watch, ToDoubleFunction<Backlog> value) {
        return () -> watch.value(value);
    }

    @Override
    public void close() {
        meters.close();
    }
}
