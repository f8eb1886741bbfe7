package org.echt.app.capture;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.echt.app.capture.DeliveryColumns.Column;
import org.echt.app.capture.DeliveryRow.BadField;
import org.echt.core.access.Act;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.registration.DeliveryDesk;
import org.echt.core.registration.DeliveryDesk.Delivery;
import org.echt.core.registration.DeliveryDesk.Step;
import org.echt.core.registration.DeliveryDesk.Terms;
import org.echt.core.registration.Intake;
import org.echt.core.registration.Intake.Counts;
import org.echt.core.registration.Intake.Reject;
import org.echt.core.serial.Authenticator;
import org.jspecify.annotations.Nullable;

/**
 * Takes in files of deliveries (docs/privacy.md). A file is known by its seller and its content: the same content is taken in
 * once, and an intake that was interrupted, by whatever, goes on where it stopped when it is asked for again. Every row is
 * counted and either taken or listed with its cause. Thread-safe.
 */
public final class DeliveryIntake {
    private static final int FIRST_REJECTS = 1_000;

    private final DeliveryDesk desk;
    private final Supplier<Authenticator> authenticator;
    private final Function<String, Optional<String>> languages;
    private final int chunkRows;

    /**
     * @param authenticator asked at the beginning of every intake
     * @param languages the known language that is meant by a text; empty for none
     * @param chunkRows rows stored at once: the most that an interruption costs
     */
    public DeliveryIntake(
            DeliveryDesk desk,
            Supplier<Authenticator> authenticator,
            Function<String, Optional<String>> languages,
            int chunkRows) {
        this.desk = desk;
        this.authenticator = authenticator;
        this.languages = languages;
        this.chunkRows = chunkRows;
    }

    /**
     * What to take in, and how.
     *
     * @param terms whose deliveries these are, and how long they are kept
     * @param language of rows that name none; empty where each must
     * @param encoding of a file without byte order mark; null for UTF-8
     * @param dryRun do everything but store
     */
    public record Options(
            Terms terms, String language, @Nullable Charset encoding, boolean dryRun) {}

    /** How an intake ended. */
    public enum Outcome {
        DONE,
        /** The same content was taken in before; nothing was done. */
        KNOWN_BEFORE,
        /** Stopped on demand; the same call takes it up again. */
        STOPPED
    }

    /**
     * What became of a file.
     *
     * @param outcome how it ended
     * @param intake how far it is; null after a dry run
     * @param counts all runs of this file together
     * @param firstRejects the first rejected rows, in the order of their lines
     */
    public record Receipt(Outcome outcome, @Nullable Intake intake, Counts counts, List<Reject> firstRejects) {}

    /**
     * Takes a file in. Ends early when {@code progress} says so.
     *
     * @throws RefusedException (NOT_FOUND, NOT_ALLOWED, BAD_REQUEST) for a file that cannot be taken in at all, (CONFLICT)
     *     while another process takes it in, or when it changes meanwhile
     * @throws IOException when the disk fails
     */
    public Receipt run(Path file, Options options, Act act, Progress progress) throws IOException {
        if (!options.language().isEmpty() && languages.apply(options.language()).isEmpty()) {
            throw new RefusedException(
                    Fault.BAD_REQUEST, "\"" + Shown.text(options.language()) + "\" is no language that is known here");
        }
        var look = Hashing.look(file);
        var known = new Intake.File(look.contentHash(), look.name(), look.bytes());
        var before = desk.known(known, options.terms().seller(), act.by());
        if (before.filter(Intake::isDone).isPresent()) {
            return receipt(Outcome.KNOWN_BEFORE, before.get(), act);
        }
        try (var text = TextFile.open(file, look.bytes(), options.encoding())) {
            var run = new Run(text, known, options, act, progress);
            return options.dryRun() ? run.rehearse() : run.store(file, desk.begin(known, options.terms(), act));
        }
    }

    private Receipt receipt(Outcome outcome, Intake intake, Act act) {
        var first = new ArrayList<Reject>();
        if (intake.counts().rejected() > 0) {
            desk.rejects(intake, act.by(), reject -> {
                if (first.size() < FIRST_REJECTS) {
                    first.add(reject);
                }
            });
        }
        return new Receipt(outcome, intake, intake.counts(), List.copyOf(first));
    }

    /** One run through one file. */
    private final class Run {
        private final Intake.File file;
        private final Options options;
        private final Act act;
        private final Progress progress;
        private final DeliveryColumns columns;
        private final DeliveryRow row;
        private final TextFile text;
        private CsvReader reader;
        private long rows;
        private final long began = System.nanoTime();

        Run(TextFile text, Intake.File file, Options options, Act act, Progress progress) throws IOException {
            this.text = text;
            this.file = file;
            this.options = options;
            this.act = act;
            this.progress = progress;
            // No field ends before the line does: NUL cannot be a separator.
            var heading = new CsvReader(text, '\0', 1, text.start(), 0);
            this.columns = DeliveryColumns.of(CsvAsBuilt.headingLine(heading));
            this.reader = at(heading.offset(), heading.lines());
            this.row = new DeliveryRow(authenticator.get(), languages, options.language());
        }

        private CsvReader at(long offset, long lines) {
            return new CsvReader(text, columns.separator(), columns.count(), offset, lines);
        }

        Receipt rehearse() throws IOException {
            var counts = Counts.ZERO;
            var first = new ArrayList<Reject>();
            while (true) {
                var step = step();
                int added = desk.wouldTake(step.good(), options.terms(), act).cardinality();
                counts = counts.plus(new Counts(
                        added, step.good().size() - added, step.rejects().size()));
                step.rejects().stream().limit(FIRST_REJECTS - first.size()).forEach(first::add);
                boolean goOn = progress.at(state(step.doneBytes()));
                if (step.isLast() || !goOn) {
                    var outcome = step.isLast() ? Outcome.DONE : Outcome.STOPPED;
                    return new Receipt(outcome, null, counts, List.copyOf(first));
                }
            }
        }

        Receipt store(Path path, Intake begun) throws IOException {
            var intake = begun;
            if (intake.doneBytes() > 0) {
                reader = at(intake.doneBytes(), intake.doneLines());
            }
            while (!intake.isDone()) {
                var step = step();
                if (step.isLast()) {
                    checkUnchanged(path);
                }
                intake = desk.advance(intake, step, act);
                if (!progress.at(state(intake.doneBytes())) && !intake.isDone()) {
                    return receipt(Outcome.STOPPED, intake, act);
                }
            }
            return receipt(Outcome.DONE, intake, act);
        }

        private void checkUnchanged(Path path) throws IOException {
            if (!Hashing.look(path).contentHash().equals(file.contentHash())) {
                throw new RefusedException(
                        Fault.CONFLICT, "file " + file.name() + " changed while it was read; hand it in again");
            }
        }

        private Step step() throws IOException {
            var good = new ArrayList<Delivery>();
            var rejects = new ArrayList<Reject>();
            boolean more = true;
            while (good.size() + rejects.size() < chunkRows && more) {
                more = reader.next();
                if (more) {
                    rows++;
                    read(good, rejects);
                }
            }
            return new Step(good, rejects, more ? reader.offset() : file.bytes(), reader.lines(), !more);
        }

        private void read(List<Delivery> good, List<Reject> rejects) {
            var problem = reader.problem();
            if (problem != null) {
                rejects.add(new Reject(reader.line(), "", problem.detail()));
                return;
            }
            try {
                good.add(row.read(this::field));
            } catch (BadField bad) {
                rejects.add(new Reject(reader.line(), bad.column.title(), String.valueOf(bad.getMessage())));
            }
        }

        private String field(Column column) {
            int place = columns.place(column);
            return place < 0
                    ? ""
                    : new String(
                            reader.bytes(),
                            reader.from(place),
                            reader.to(place) - reader.from(place),
                            StandardCharsets.UTF_8);
        }

        private Progress.State state(long doneBytes) {
            long nanos = Math.max(1, System.nanoTime() - began);
            long rate = (long) (rows * 1e9 / nanos);
            var left = Duration.ofNanos((long) ((double) nanos / Math.max(1, doneBytes) * (file.bytes() - doneBytes)));
            return new Progress.State(doneBytes, file.bytes(), rows, rate, left);
        }
    }
}
