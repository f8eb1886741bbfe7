package org.echt.app.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code echt serve} and {@code echt demo}. */
final class RunCommands {
    private RunCommands() {}

    @Command(
            name = "serve",
            header = "Serves the pages and the interface until it is told to stop.",
            description = {"  echt serve", "  echt serve --config echt.conf --port 8443"})
    static final class Serve extends Action {
        @Option(
                names = "--port",
                paramLabel = "N",
                description = "Port instead of the configured one; 0 lets the system choose.")
        @Nullable
        Integer port;

        Serve(Shell shell) {
            super(shell);
        }

        @Override
        int run() {
            return shell.starter().serve(shell.options(), new ServeOptions(checked(port)));
        }
    }

    @Command(
            name = "demo",
            header = "Makes a small factory with a recall in it, and serves it.",
            description = {"  echt demo", "  echt demo --exit --laptops 20000"})
    static final class Demo extends Action {
        @Option(names = "--exit", description = "Make it, walk through it, and stop.")
        boolean exit;

        @Option(names = "--port", paramLabel = "N", description = "Port; a free one otherwise.")
        @Nullable
        Integer port;

        @Option(names = "--laptops", paramLabel = "N", description = "How many to build. Default: ${DEFAULT-VALUE}.")
        int laptops = 200_000;

        Demo(Shell shell) {
            super(shell);
        }

        @Override
        int run() {
            if (laptops < 1 || laptops > 10_000_000) {
                throw Complaint.usage("--laptops " + laptops + " is not between 1 and 10000000", "Try 200000.");
            }
            return shell.starter().demo(shell.options(), new DemoOptions(exit, checked(port), laptops));
        }
    }

    private static @Nullable Integer checked(@Nullable Integer port) {
        if (port != null && (port < 0 || port > 65_535)) {
            throw Complaint.usage("--port " + port + " is not between 0 and 65535", "Try 8080, or 0 for any free one.");
        }
        return port;
    }
}
