package org.echt.app.boot;

import org.echt.app.cli.Cli;

/** Where the process begins. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(Cli.run(args, new Wiring()));
    }
}
