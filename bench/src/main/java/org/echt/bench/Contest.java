package org.echt.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lets several things be done in turns, so that whatever disturbs the machine disturbs them alike: all once unmeasured until
 * the compiler is done with them, then round by round. Single-threaded.
 */
final class Contest {
    private final int warmups;
    private final int rounds;
    private final List<Contender> contenders = new ArrayList<>();

    Contest(int warmups, int rounds) {
        this.warmups = warmups;
        this.rounds = rounds;
    }

    /** What is done once a round. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    private static final class Contender {
        final String name;
        final long operations;
        final Work work;
        final double[] wall;
        final double[] cpu;

        Contender(String name, long operations, Work work, int rounds) {
            this.name = name;
            this.operations = operations;
            this.work = work;
            this.wall = new double[rounds];
            this.cpu = new double[rounds];
        }
    }

    /**
     * Medians over the rounds.
     *
     * @param name of what was done
     * @param wallNanos elapsed per operation
     * @param cpuNanos processor time of this thread per operation
     */
    record Outcome(String name, double wallNanos, double cpuNanos) {
        /** Operations in one second of one core. */
        double perCore() {
            return 1e9 / cpuNanos;
        }

        /** Operations in one second of the clock. */
        double perSecond() {
            return 1e9 / wallNanos;
        }
    }

    /** Adds one; {@code work} does {@code operations} operations each time it is run. */
    Contest add(String name, long operations, Work work) {
        contenders.add(new Contender(name, operations, work, rounds));
        return this;
    }

    /** The outcomes in the order they were added, each printed. */
    List<Outcome> run(PrintStream out) throws Exception {
        for (int i = 0; i < warmups; i++) {
            for (var contender : contenders) {
                contender.work.run();
            }
        }
        for (int round = 0; round < rounds; round++) {
            for (var contender : contenders) {
                time(contender, round);
            }
        }
        return contenders.stream().map(contender -> outcome(contender, out)).toList();
    }

    private static void time(Contender contender, int round) throws Exception {
        long wall = System.nanoTime();
        long cpu = Machine.threadNanos();
        contender.work.run();
        contender.cpu[round] = (double) (Machine.threadNanos() - cpu) / contender.operations;
        contender.wall[round] = (double) (System.nanoTime() - wall) / contender.operations;
    }

    private static Outcome outcome(Contender contender, PrintStream out) {
        var outcome = new Outcome(contender.name, median(contender.wall), median(contender.cpu));
        Arrays.sort(contender.cpu);
        out.printf(
                "%-46s %,14.0f /s per core  %,12.1f ns CPU (%,.1f to %,.1f)  %,12.1f ns elapsed%n",
                outcome.name,
                outcome.perCore(),
                outcome.cpuNanos,
                contender.cpu[0],
                contender.cpu[contender.cpu.length - 1],
                outcome.wallNanos);
        return outcome;
    }

    /** Of a copy; the middle one, or the mean of the two middle ones. */
    static double median(double... values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
