package org.echt.app.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where an import lists the rows it does not take. */
final class Rejects {
    @Option(
            names = "--rejects",
            paramLabel = "OUT.csv",
            description = "Where to list the rows that are not taken; never overwritten.")
    @Nullable
    Path file;

    /** Called before any work is done, so that nobody waits for an import whose list cannot be written. */
    void refuseExisting(Shell shell) {
        if (file != null && Files.exists(shell.path(file))) {
            throw exists(file);
        }
    }

    private static Complaint exists(Path file) {
        return Complaint.conflict(file + " exists and is never overwritten", "Give another --rejects.");
    }

    /** Writes the list where one is asked for. */
    void list(Shell shell, String columns, Rows rows) throws IOException {
        if (file == null) {
            return;
        }
        try (var out =
                Files.newBufferedWriter(shell.path(file), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            out.write(columns + "\n");
            rows.each(fields -> write(out, fields));
        } catch (FileAlreadyExistsException _) {
            throw exists(file);
        }
    }

    /** Gives every rejected row to the sink. */
    @FunctionalInterface
    interface Rows {
        void each(Sink sink);
    }

    /** Takes one rejected row, field by field. */
    @FunctionalInterface
    interface Sink {
        void add(String... fields);
    }

    private static void write(BufferedWriter out, String... fields) {
        try {
            out.write(CsvLine.join(fields) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A dry run keeps only the first rejected rows; that the list is not whole must be said. */
    void sayIfPart(Output output, long listed, long rejected) {
        if (file != null && listed < rejected) {
            output.say(file + " holds the first " + listed + " of " + rejected
                    + " rejected rows; an import lists them all.");
        }
    }

    /** As it stands in the command that goes on. */
    String repeated() {
        return file == null ? "" : " --rejects " + Words.quoted(file.toString());
    }
}
