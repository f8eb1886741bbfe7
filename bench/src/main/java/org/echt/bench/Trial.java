package org.echt.bench;

import java.io.PrintStream;

/** Something that holds or does not, rather than a figure beside its baseline. */
interface Trial {
    /**
     * Whether everything held.
     *
     * @param args the command line; the first is the command
     * @throws IllegalArgumentException saying what is wrong with it
     */
    boolean run(String[] args, PrintStream out) throws Exception;
}
