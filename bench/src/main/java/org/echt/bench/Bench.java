package org.echt.bench;

import java.io.PrintStream;
import java.util.List;

/** One command: measures something of Echt and its baseline in turns. */
@FunctionalInterface
interface Bench {
    /**
     * Measures, prints each measurement as it comes and returns what belongs into the table. Removes whatever it made.
     *
     * @param out for people
     */
    List<Figure> measure(Options options, PrintStream out) throws Exception;
}
