package org.echt.app.boot;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.echt.app.cli.Cli;

/** Where the process begins. */
public final class Main {
    private Main() {}

    /** Held here, or the logging system forgets it and its level. */
    private static final Logger ROOT = Logger.getLogger("");

    /** What people read comes from the command line; the libraries speak only when something is wrong. */
    public static void main(String[] args) {
        ROOT.setLevel(Level.WARNING);
        System.exit(Cli.run(args, new Wiring()));
    }
}
