package org.echt.app.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Tells a person how the story goes, step by step with its time, and keeps what turned out wrong. Not thread-safe. */
final class Steps {
    private static final long PROGRESS_EVERY = Duration.ofSeconds(2).toNanos();

    private final PrintStream out;
    private final long began = System.nanoTime();
    private final List<String> wrong = new ArrayList<>();
    private int checks;
    private long lastProgress = System.nanoTime();

    Steps(PrintStream out) {
        this.out = out;
    }

    /** Something that may fail on the disk. */
    @FunctionalInterface
    interface Task<T> {
        T run() throws IOException;
    }

    String step(String name, Task<String> task) throws IOException {
        return step(name, task, said -> said);
    }

    <T> T step(String name, Task<T> task, Function<T, String> said) throws IOException {
        long start = System.nanoTime();
        var result = task.run();
        out.printf("%-17s %5.1f s  %s%n", name, (System.nanoTime() - start) / 1e9, said.apply(result));
        out.flush();
        return result;
    }

    void detail(String text) {
        out.printf("%27s%s%n", "", text);
    }

    void progress(long done, long all, String what) {
        long now = System.nanoTime();
        if (now - lastProgress > PROGRESS_EVERY) {
            lastProgress = now;
            out.printf("%27s%3d %%  %s%n", "", all == 0 ? 100 : done * 100 / all, what);
            out.flush();
        }
    }

    void say(String text) {
        out.println(text);
        out.flush();
    }

    /** Notes whether something is as it must be. */
    void check(String what, boolean right, String detail) {
        checks++;
        if (!right) {
            wrong.add(what + ": " + detail);
        }
    }

    /** What to open, and what is answered there. */
    void table(String address, List<AnswerCheck.Row> rows) {
        out.printf("%nWhat to open%n");
        for (var row : rows) {
            out.printf("  %-44s %-34s %s%s%n", row.what(), row.answered(), address, row.path());
        }
        out.printf("  %-44s %-34s %s/%n", "the check box", "", address);
        out.printf("  %-44s %-34s %s/recalls%n%n", "all current recalls", "", address);
        out.flush();
    }

    /** Says how it all came out; returns the exit code. */
    int verdict() {
        wrong.forEach(w -> out.println("WRONG  " + w));
        out.printf(
                "%d passed, %d failed%nThe story took %.1f s.%n",
                checks - wrong.size(), wrong.size(), (System.nanoTime() - began) / 1e9);
        out.flush();
        return wrong.isEmpty() ? 0 : 1;
    }
}
