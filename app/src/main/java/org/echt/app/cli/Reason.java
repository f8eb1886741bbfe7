package org.echt.app.cli;

import picocli.CommandLine.Option;

/** Why something is done. */
final class Reason {
    @Option(
            names = {"--why", "--reason"},
            paramLabel = "W",
            description = "Reason, for the audit.")
    String text = "";

    /** Where nothing is done without. */
    static final class Needed {
        @Option(
                names = {"--why", "--reason"},
                required = true,
                paramLabel = "W",
                description = "Reason, for the audit.")
        String text = "";
    }
}
