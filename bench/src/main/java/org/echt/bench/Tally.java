package org.echt.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.echt.bench.OpenLoop.Failure;
import org.jspecify.annotations.Nullable;

/** Counts what came of questions, by what was said and by when they were due. Not thread-safe. */
final class Tally implements OpenLoop.Listener {
    private final long begin;
    private final double seconds;
    private final List<Window> windows = new ArrayList<>();
    private final Map<String, Long> said = new TreeMap<>();
    private final Map<Failure, Long> failures = new EnumMap<>(Failure.class);

    /** @param seconds each row of the table stands for */
    Tally(long begin, double seconds) {
        this.begin = begin;
        this.seconds = seconds;
    }

    /** One row. */
    private static final class Window {
        final Latencies good = new Latencies();
        final Latencies refused = new Latencies();
        long other;
        long failed;

        long due() {
            return good.count() + refused.count() + other + failed;
        }
    }

    @Override
    public void answered(Asked asked, Target target, Answer answer, long sent, long now) {
        said.merge(answer.status() + " " + answer.says(), 1L, Long::sum);
        var window = window(asked);
        if (answer.status() == 200) {
            window.good.add(now - asked.due());
        } else if (answer.isCleanRefusal()) {
            window.refused.add(now - asked.due());
        } else {
            window.other++;
        }
    }

    @Override
    public void failed(Asked asked, @Nullable Target target, Failure failure, long now) {
        failures.merge(failure, 1L, Long::sum);
        window(asked).failed++;
    }

    private Window window(Asked asked) {
        int n = (int) ((asked.due() - begin) / (seconds * 1e9));
        while (windows.size() <= n) {
            windows.add(new Window());
        }
        return windows.get(n);
    }

    /** Latency of what was answered with 200. */
    Latencies good() {
        var all = new Latencies();
        windows.forEach(window -> all.add(window.good));
        return all;
    }

    /** The same, of the rows between two parts of the time. */
    Latencies good(double from, double to) {
        var all = new Latencies();
        windows.subList((int) (windows.size() * from), (int) Math.ceil(windows.size() * to))
                .forEach(window -> all.add(window.good));
        return all;
    }

    long due() {
        return windows.stream().mapToLong(Window::due).sum();
    }

    /** Answers that say that there is none now, and when to come again. */
    long refused() {
        return windows.stream().mapToLong(window -> window.refused.count()).sum();
    }

    /** Answers that are neither 200 nor such a refusal. */
    long other() {
        return windows.stream().mapToLong(window -> window.other).sum();
    }

    long failed(Failure failure) {
        return failures.getOrDefault(failure, 0L);
    }

    /** @param events what happened, by seconds since the beginning */
    void print(PrintStream out, Map<Double, String> events) {
        out.printf(
                "%7s %9s %9s %7s %7s %7s %9s %9s %9s%n",
                "from s", "due/s", "200/s", "503", "other", "failed", "200 p50", "200 p99", "503 p99");
        for (int i = 0; i < windows.size(); i++) {
            var row = windows.get(i);
            double from = i * seconds;
            out.printf(
                    "%7.0f %9.0f %9.0f %6.1f%% %7d %7d %6.0f ms %6.0f ms %6.0f ms",
                    from,
                    row.due() / seconds,
                    row.good.count() / seconds,
                    100.0 * row.refused.count() / Math.max(1, row.due()),
                    row.other,
                    row.failed,
                    row.good.millis(0.5),
                    row.good.millis(0.99),
                    row.refused.millis(0.99));
            events.forEach((at, what) -> {
                if (at >= from && at < from + seconds) {
                    out.printf("  %.0f s: %s", at, what);
                }
            });
            out.println();
        }
    }

    void printSaid(PrintStream out) {
        said.forEach((what, count) -> out.printf("%,12d  %s%n", count, what));
        failures.forEach((failure, count) -> out.printf("%,12d  %s%n", count, failure));
    }
}
