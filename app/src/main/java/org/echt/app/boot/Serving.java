package org.echt.app.boot;

import java.util.List;
import org.echt.app.config.Config;
import org.echt.app.config.TimestampConfig;
import org.echt.app.log.Witness;

/** {@code echt serve}: until the process is told to stop, then gracefully. */
final class Serving {
    private Serving() {}

    static int untilToldToStop(Config config) {
        try (var node = Node.open(config)) {
            var server = Server.start(node);
            keepLog(node);
            node.keep(SignalKeeper.start(node.signalWatch()));
            node.forPersons().ifPresent(persons -> new Outreach(node, persons).start());
            System.err.println(
                    "Echt answers at http://" + config.web().host() + ":" + server.port() + "/   (Ctrl-C stops)");
            Lifetime.untilToldToStop();
        }
        return 0;
    }

    /** Nothing is signed before there is a key store; what was done waits. */
    private static void keepLog(Node node) {
        var file = node.config().log().witnesses();
        var witnesses = file == null ? List.<Witness>of() : LogKeeper.witnesses(file);
        node.ledger().ifPresent(desk -> {
            node.keep(LogKeeper.start(desk, witnesses, node.slotRecords()::note, node.clock()));
            if (node.config().timestamp() instanceof TimestampConfig.On on) {
                node.keep(LogStamper.start(desk, on.checkpointsEvery(), node.clock()));
            }
        });
    }
}
