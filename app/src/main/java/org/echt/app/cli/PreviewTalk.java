package org.echt.app.cli;

import java.util.Locale;
import org.echt.core.recall.Interval;
import org.echt.core.recall.PreviewEvent;
import org.echt.core.recall.PreviewEvent.Counting;
import org.echt.core.recall.PreviewEvent.Estimate;
import org.echt.core.recall.PreviewEvent.Stage;
import org.echt.core.recall.PreviewWatcher;
import org.jspecify.annotations.Nullable;

/** Tells a person how far a preview is, and ends it when the process is to end. Not thread-safe. */
final class PreviewTalk implements PreviewWatcher, AutoCloseable {
    private final Shell shell;
    private final Output output;
    private final Interrupts.Guard guard;
    private @Nullable Stage stage;
    private @Nullable Progress progress;

    PreviewTalk(Shell shell, Output output) {
        this.shell = shell;
        this.output = output;
        this.guard = shell.interrupts().guard();
    }

    @Override
    public boolean saw(PreviewEvent event) {
        switch (event) {
            case Estimate estimate -> say(estimate);
            case Counting counting -> progress(counting).reached(counting.done());
        }
        return !guard.stopping();
    }

    /** Where every issued unit was judged there is nothing to estimate: the exact count follows at once. */
    private void say(Estimate estimate) {
        if (estimate.sampled() < estimate.issued()) {
            output.say(String.format(
                    Locale.ROOT,
                    "Estimate after %.1f s, from %,d of %,d issued units drawn at random (95 %% sure):%n"
                            + "  affected %s%n  without a complete build record %s%nCounting exactly ...",
                    estimate.millis() / 1e3,
                    estimate.sampled(),
                    estimate.issued(),
                    said(estimate.affected(), estimate.affectedItems(), estimate),
                    said(estimate.unknown(), estimate.unknownItems(), estimate)));
        }
    }

    private static String said(long found, Interval interval, Estimate estimate) {
        double most = 100.0 * interval.most() / estimate.issued();
        return found == 0
                ? String.format(
                        Locale.ROOT, "none of these: fewer than about %.1f %%, %,d units", most, interval.most())
                : String.format(
                        Locale.ROOT,
                        "about %.1f %%: %,d to %,d units",
                        100.0 * found / estimate.sampled(),
                        interval.least(),
                        interval.most());
    }

    private Progress progress(Counting counting) {
        var shown = progress;
        if (shown == null || stage != counting.stage()) {
            close(shown);
            shown = new Progress(shell, unit(counting.stage()), counting.total(), 0);
            stage = counting.stage();
            progress = shown;
        }
        return shown;
    }

    private static String unit(Stage stage) {
        return switch (stage) {
            case BUILD_RECORDS -> "build records";
            case BUCKETS -> "buckets";
            case OTHER_RECALLS -> "other recalls";
            case SAMPLES -> "samples";
        };
    }

    private static void close(@Nullable Progress progress) {
        if (progress != null) {
            progress.close();
        }
    }

    @Override
    public void close() {
        close(progress);
        guard.close();
    }
}
