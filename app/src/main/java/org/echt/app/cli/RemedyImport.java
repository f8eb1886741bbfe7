package org.echt.app.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.echt.core.access.Right;
import org.echt.core.notice.RemedyKind;
import org.echt.core.recall.RemedyDesk;
import org.echt.core.recall.RemedyDesk.Done;
import org.echt.core.verify.Catalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code echt remedy import}: records what can be recorded and lists every line that cannot, with its cause. */
@Command(
        name = "import",
        header =
                "Records remedies from a CSV file with the columns code,kind,date,note; the same file again is nothing new.",
        description = {
            "  echt remedy import R-2026-001 mended.csv --dry-run",
            "  echt remedy import R-2026-001 mended.csv --rejects rejects.csv"
        })
final class RemedyImport extends Action.Change {
    private static final List<String> COLUMNS = List.of("code", "kind", "date", "note");

    @Parameters(index = "0", paramLabel = "RECALL", description = "Id of the recall.")
    String recall = "";

    @Parameters(index = "1", paramLabel = "FILE.csv", description = "UTF-8, with a header.")
    Path file = Path.of("");

    @Mixin
    final Rejects rejects = new Rejects();

    RemedyImport(Shell shell) {
        super(shell);
    }

    /** A line that is not taken. */
    private record Reject(int line, String column, String cause) {}

    /** What came of the lines. */
    private static final class Tally {
        long recorded;
        long before;
        final List<Reject> rejects = new ArrayList<>();
    }

    /** Why one field keeps its line out. */
    private static final class BadField extends Exception {
        final String column;

        BadField(String column, String cause) {
            super(cause);
            this.column = column;
        }
    }

    @Override
    int run(Workbench bench, Output output) throws IOException {
        var act = shell.act(bench, Right.RECORD_REMEDIES, "");
        var book = bench.remedies().book(recall, act);
        var lines = lines();
        var columns = columns(lines);
        rejects.refuseExisting(shell);
        var tally = new Tally();
        var catalogue = bench.catalogues().fresh();
        var today = LocalDate.ofInstant(bench.clock().instant(), ZoneOffset.UTC);
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                take(book, new Line(catalogue, today, columns, lines.get(i)), i + 1, tally);
            }
        }
        rejects.list(
                shell,
                "line,column,cause",
                sink -> tally.rejects.forEach(r -> sink.add(String.valueOf(r.line), r.column, r.cause)));
        say(tally, output);
        return tally.rejects.isEmpty() ? Exit.FINE : Exit.PARTIAL;
    }

    private List<String> lines() throws IOException {
        try {
            return Files.readAllLines(shell.path(file));
        } catch (CharacterCodingException _) {
            throw Complaint.usage(file + " is not in UTF-8", "Save it as CSV in UTF-8 and repeat the command.");
        }
    }

    private List<String> columns(List<String> lines) {
        var header = lines.isEmpty() ? "" : lines.getFirst().replace("\ufeff", "");
        var columns = Arrays.stream(header.split(",", -1))
                .map(c -> c.strip().toLowerCase(Locale.ROOT))
                .toList();
        boolean known = COLUMNS.containsAll(columns)
                && columns.containsAll(COLUMNS.subList(0, 3))
                && columns.stream().distinct().count() == columns.size();
        if (!known) {
            throw Complaint.usage(
                    file + " begins with \"" + Masking.mask(header) + "\"",
                    "Its first line must name the columns: code,kind,date,note (note may be left out).");
        }
        return columns;
    }

    private void take(RemedyDesk.Book book, Line line, int number, Tally tally) {
        try {
            var done = line.done();
            boolean recorded = dryRun ? book.wouldRecord(done) : book.record(done);
            tally.recorded += recorded ? 1 : 0;
            tally.before += recorded ? 0 : 1;
        } catch (BadField e) {
            tally.rejects.add(new Reject(number, e.column, String.valueOf(e.getMessage())));
        }
    }

    /** One line and what it is read against. */
    private record Line(Catalogue catalogue, LocalDate today, List<String> columns, String text) {
        Done done() throws BadField {
            var fields = CsvLine.split(text);
            if (fields.isEmpty() || fields.get().size() != columns.size()) {
                throw new BadField("", "the line does not have the " + columns.size() + " fields of the header");
            }
            long item = item(field(fields.get(), "code"));
            var kind = kind(field(fields.get(), "kind"));
            var day = day(field(fields.get(), "date"));
            var at = day.atStartOfDay(ZoneOffset.UTC).toInstant();
            return new Done(item, kind, at, field(fields.get(), "note"));
        }

        private String field(List<String> fields, String column) {
            int index = columns.indexOf(column);
            return index < 0 ? "" : fields.get(index).strip();
        }

        private long item(String code) throws BadField {
            try {
                return Codes.authentic(catalogue, code).item();
            } catch (Complaint e) {
                throw new BadField("code", Masking.mask(String.valueOf(e.getMessage())));
            }
        }

        private static RemedyKind kind(String text) throws BadField {
            for (var kind : RemedyKind.values()) {
                if (Words.lower(kind).equals(text.toLowerCase(Locale.ROOT))) {
                    return kind;
                }
            }
            throw new BadField(
                    "kind", "\"" + Masking.mask(text) + "\" is none of repair, replacement, refund, disposal");
        }

        private LocalDate day(String text) throws BadField {
            LocalDate day;
            try {
                day = LocalDate.parse(text);
            } catch (DateTimeParseException _) {
                throw new BadField("date", "\"" + Masking.mask(text) + "\" is no date like 2026-11-04");
            }
            if (day.isAfter(today)) {
                throw new BadField("date", day + " is in the future");
            }
            return day;
        }
    }

    private void say(Tally tally, Output output) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("recall", recall);
        facts.put("recorded", tally.recorded);
        facts.put("before", tally.before);
        facts.put("rejected", tally.rejects.size());
        var rows = new Output.Rows("line", "column", "cause");
        tally.rejects.forEach(r -> rows.add(r.line, r.column, r.cause));
        if (output.isJson()) {
            facts.put("rejects", rows.objects());
            output.facts(facts);
        } else {
            output.facts(facts);
            if (!tally.rejects.isEmpty()) {
                output.line("");
                output.list(rows);
            }
        }
        sayIfDry(output);
    }
}
