package org.echt.app.capture;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.echt.core.asbuilt.ImportStore;
import org.echt.core.asbuilt.RejectedLine;

/**
 * Writes rejected lines as CSV ({@code line,column,cause,detail}, UTF-8, CRLF, quoted where needed), one by one and
 * without limit. A field that a spreadsheet would take for a formula gets an apostrophe in front.
 */
public final class RejectReport implements AutoCloseable {
    private final BufferedWriter out;
    private long written;

    /** Begins a report; a file that exists is replaced. */
    public RejectReport(Path path) throws IOException {
        out = Files.newBufferedWriter(path, StandardCharsets.UTF_8);
        out.write("line,column,cause,detail\r\n");
    }

    /** Writes every rejected line of a job; returns how many. */
    public static long write(ImportStore store, long job, Path path) throws IOException {
        try (var report = new RejectReport(path)) {
            store.rejects(job, report::add);
            return report.written;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Adds a line; a disk that fails is an {@link UncheckedIOException}. */
    public void add(RejectedLine line) {
        try {
            out.write(line.line() + "," + field(line.column()) + "," + line.cause() + "," + field(line.detail())
                    + "\r\n");
            written++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private static String field(String value) {
        boolean formula = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0;
        String safe = formula ? "'" + value : value;
        boolean quote = safe.chars().anyMatch(c -> c == '"' || c == ',' || c == ';' || c < ' ');
        return quote ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
