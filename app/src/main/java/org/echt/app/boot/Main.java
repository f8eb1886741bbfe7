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
        // pictures and pages are drawn in memory; a window system, even a broken one, is none of their business
        System.setProperty("java.awt.headless", "true");
        System.exit(Cli.run(args, new Wiring()));
    }
}
