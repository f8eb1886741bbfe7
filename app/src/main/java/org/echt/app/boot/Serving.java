package org.echt.app.boot;

import java.util.List;
import java.util.Set;
import org.echt.app.config.Config;
import org.echt.app.config.OutputConfig.LogFormat;
import org.echt.app.config.TimestampConfig;
import org.echt.app.contact.ContactPages;
import org.echt.app.journal.Journal;
import org.echt.app.log.Witness;
import org.echt.app.store.embedded.EmbeddedPostgresException;

/** {@code echt serve}: until the process is told to stop, then gracefully. */
final class Serving {
    private static final System.Logger LOG = System.getLogger(Serving.class.getName());

    private Serving() {}

    static int untilToldToStop(Config config) {
        boolean json = config.output().logFormat() == LogFormat.JSON;
        Journal.open(
                json ? Journal.Form.JSON : Journal.Form.TEXT,
                System.err,
                Set.of(EmbeddedPostgresException.class.getName()));
        try (var operators = new Operators();
                var node = Node.open(config, operators.measured())) {
            var witnesses = witnesses(config);
            var pulse = Pulse.start(node.catalogues(), node.stores().items());
            int inside = operators.show(node, pulse, witnesses.size());
            var server = Server.start(
                    node, new Server.Options(ContactPages.FORMS, operators.meters(), pulse::isReady, operators.gate()));
            node.keep(pulse);
            keepLog(node, witnesses);
            node.keep(SignalKeeper.start(node.signalWatch()));
            node.forPersons().ifPresent(persons -> new Outreach(node, persons).start());
            // Kept last, so done first: nobody is sent here any more, and who comes nevertheless is served.
            node.keep(() -> {
                pulse.close();
                server.leave();
            });
            LOG.log(
                    System.Logger.Level.INFO,
                    "operators look at http://" + config.operators().host() + ":" + inside + "/metrics");
            var open = "Echt answers at http://" + config.web().host() + ":" + server.port() + "/";
            if (json) {
                LOG.log(System.Logger.Level.INFO, open);
            } else {
                System.err.println(open + "   (Ctrl-C stops)");
            }
            Lifetime.untilToldToStop();
        }
        return 0;
    }

    private static List<Witness> witnesses(Config config) {
        var file = config.log().witnesses();
        return file == null ? List.of() : LogKeeper.witnesses(file);
    }

    /** Nothing is signed before there is a key store; what was done waits. */
    private static void keepLog(Node node, List<Witness> witnesses) {
        node.ledger().ifPresent(desk -> {
            node.keep(LogKeeper.start(desk, witnesses, node.slotRecords()::note, node.clock()));
            if (node.config().timestamp() instanceof TimestampConfig.On on) {
                node.keep(LogStamper.start(desk, on.checkpointsEvery(), node.clock()));
            }
        });
    }
}
