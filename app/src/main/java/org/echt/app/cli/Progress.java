package org.echt.app.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How far long work is, on standard error: a bar on a terminal, one line every ten seconds elsewhere. Nothing is shown of
 * work that ends before the first of them is due. Not thread-safe.
 */
final class Progress implements AutoCloseable {
    private static final int CELLS = 28;
    private static final long REDRAW = Duration.ofMillis(200).toNanos();
    private static final long LINE = Duration.ofSeconds(10).toNanos();

    private final Terminal terminal;
    private final boolean quiet;
    private final LongSupplier nanos;
    private final String what;
    private final long total;
    private final long began;
    private final long doneBefore;
    private long shownAt;
    private boolean drawn;

    /**
     * @param what unit of the counts, for example {@code codes}
     * @param total all there is to do
     * @param doneBefore done by an earlier run; does not count for the rate
     */
    Progress(Shell shell, String what, long total, long doneBefore) {
        this.terminal = shell.terminal();
        this.quiet = shell.isQuiet();
        this.nanos = shell.nanos();
        this.what = what;
        this.total = total;
        this.doneBefore = doneBefore;
        this.began = nanos.getAsLong();
        this.shownAt = began;
    }

    void reached(long done) {
        long now = nanos.getAsLong();
        if (quiet || now - shownAt < (terminal.errIsTerminal() ? REDRAW : LINE)) {
            return;
        }
        shownAt = now;
        if (terminal.errIsTerminal()) {
            drawn = true;
            terminal.err().print("\r\u001b[K" + bar(done) + " " + text(done, now));
            terminal.err().flush();
        } else {
            terminal.err().print(text(done, now) + "\n");
        }
    }

    private String bar(long done) {
        int full = (int) (CELLS * fraction(done));
        return "[" + "#".repeat(full) + "-".repeat(CELLS - full) + "]";
    }

    private String text(long done, long now) {
        double seconds = (now - began) / 1e9;
        double rate = seconds > 0 ? (done - doneBefore) / seconds : 0;
        String left = rate > 0 ? ", " + spoken((long) ((total - done) / rate)) + " left" : "";
        return "%d of %d %s (%.0f %%), %.0f %s/s%s"
                .formatted(done, total, what, 100 * fraction(done), rate, what, left)
                .toLowerCase(Locale.ROOT);
    }

    private double fraction(long done) {
        return total == 0 ? 1 : Math.min(1.0, (double) done / total);
    }

    private static String spoken(long seconds) {
        return seconds >= 3600
                ? seconds / 3600 + " h " + seconds % 3600 / 60 + " min"
                : seconds >= 60 ? seconds / 60 + " min " + seconds % 60 + " s" : seconds + " s";
    }

    @Override
    public void close() {
        wipe();
    }

    /** Takes the bar away, so that a line can be said. */
    void wipe() {
        if (drawn) {
            drawn = false;
            terminal.err().print("\r\u001b[K");
            terminal.err().flush();
        }
    }
}
