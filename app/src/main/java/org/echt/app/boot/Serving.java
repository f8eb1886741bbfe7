package org.echt.app.boot;

import org.echt.app.config.Config;

/** {@code echt serve}: until the process is told to stop, then gracefully. */
final class Serving {
    private Serving() {}

    static int untilToldToStop(Config config) {
        try (var node = Node.open(config)) {
            var server = Server.start(node);
            node.forPersons().ifPresent(persons -> new Outreach(node, persons).start());
            System.err.println(
                    "Echt answers at http://" + config.web().host() + ":" + server.port() + "/   (Ctrl-C stops)");
            Lifetime.untilToldToStop();
        }
        return 0;
    }
}
