package org.echt.app.capture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.echt.app.capture.Columns.Column;
import org.echt.core.asbuilt.Installation;
import org.echt.core.asbuilt.PartKey;
import org.echt.core.asbuilt.RejectedLine.Cause;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.serial.Authenticator;
import org.jspecify.annotations.Nullable;

/**
 * An as-built record as CSV. Plain codes and dates are read from the bytes of the file without a string in between and
 * authenticated a chunk at a time; everything else takes the careful way of {@link PartReader}. Every row becomes a row
 * of the chunk or a rejected line.
 */
final class CsvAsBuilt implements Source {
    private static final int MAX_NAME = 200;

    private final TextFile file;
    private final long size;
    private final Columns columns;
    private final Authenticator authenticator;
    private final PartReader parts;
    private final Dates dates = new Dates();
    private final int chunkRows;
    private CsvReader reader;
    private boolean ended;

    private CsvAsBuilt(
            TextFile file, long size, Heading heading, Authenticator authenticator, PartReader parts, int rows) {
        this.file = file;
        this.size = size;
        this.columns = heading.columns();
        this.authenticator = authenticator;
        this.parts = parts;
        this.chunkRows = rows;
        this.reader = new CsvReader(file, columns.separator(), columns.count(), heading.offset(), heading.lines());
    }

    /** The first line, and where the rows begin. */
    private record Heading(Columns columns, long offset, long lines) {}

    /**
     * Opens a file and reads its heading.
     *
     * @param size bytes of the file that are meant
     * @throws RefusedException (BAD_REQUEST) when it is empty, or its first line does not name the columns
     */
    static CsvAsBuilt open(
            Path path, long size, Importer.Options options, Authenticator authenticator, PartReader parts)
            throws IOException {
        var file = TextFile.open(path, size, options.encoding());
        try {
            return new CsvAsBuilt(file, size, heading(file), authenticator, parts, options.chunkRows());
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static Heading heading(TextFile file) throws IOException {
        // No field ends before the line does: NUL cannot be a separator.
        var lines = new CsvReader(file, '\0', 1, file.start(), 0);
        String line = headingLine(lines);
        if (line.regionMatches(true, 0, "sep=", 0, 4) && line.length() == 5) {
            char separator = line.charAt(4);
            var columns = Columns.of(headingLine(lines), separator);
            return new Heading(columns.checked(), lines.offset(), lines.lines());
        }
        return new Heading(Columns.of(line), lines.offset(), lines.lines());
    }

    static String headingLine(CsvReader lines) throws IOException {
        if (!lines.next()) {
            throw new RefusedException(Fault.BAD_REQUEST, "the file has no lines");
        }
        String line = lines.wholeLine();
        var problem = lines.problem();
        if (problem != null && problem.cause() == Cause.BAD_ENCODING) {
            throw new RefusedException(Fault.BAD_REQUEST, "the first line cannot be read: " + problem.detail());
        }
        if (line.indexOf('\0') >= 0) {
            throw new RefusedException(
                    Fault.BAD_REQUEST,
                    "the first line has NUL characters: this is no text, or UTF-16 without a byte order mark."
                            + " Maybe give the encoding UTF-16LE?");
        }
        if (line.stripTrailing().indexOf('\r') >= 0) {
            throw new RefusedException(
                    Fault.BAD_REQUEST, "lines end in CR alone, which is not read. Save the file with LF or CRLF.");
        }
        return line;
    }

    @Override
    public ImportReceipt.Kind kind() {
        return ImportReceipt.Kind.CSV;
    }

    @Override
    public void resume(long doneBytes, long doneLines) {
        if (doneBytes > 0) {
            reader = new CsvReader(file, columns.separator(), columns.count(), doneBytes, doneLines);
        }
    }

    @Override
    public @Nullable Rows next() throws IOException {
        if (ended) {
            return null;
        }
        var rows = new Rows(chunkRows);
        while (rows.read() < chunkRows && !ended) {
            if (reader.next()) {
                row(rows);
            } else {
                ended = true;
            }
        }
        rows.last = ended;
        rows.doneBytes = ended ? size : reader.offset();
        rows.doneLines = reader.lines();
        rows.authenticate(authenticator);
        return rows;
    }

    @Override
    public ImportReceipt.@Nullable Assets assets() {
        return null;
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void row(Rows rows) {
        var problem = reader.problem();
        if (problem != null) {
            rows.reject(reader.line(), "", problem.cause(), problem.detail());
            return;
        }
        try {
            int parent = parent(rows);
            int part = part(rows);
            var from = date(Column.INSTALLED);
            var to = columns.has(Column.REMOVED) ? date(Column.REMOVED) : null;
            if (from == null) {
                throw new BadField(Column.INSTALLED, Cause.MISSING_VALUE, "no date. " + Dates.WAY_OUT);
            }
            if (to != null && !from.isBefore(to)) {
                throw new BadField(
                        Column.REMOVED, Cause.BAD_PERIOD, "removed at " + to + ", but installed only at " + from);
            }
            rows.add(reader.line(), parent, part, from, to == null ? Installation.STILL : to);
        } catch (BadField bad) {
            rows.reject(reader.line(), bad.column.title(), bad.cause, bad.detail);
        }
    }

    private int parent(Rows rows) throws BadField {
        int field = columns.place(Column.PARENT);
        int code = rows.parentCode(reader.bytes(), reader.from(field), reader.to(field));
        return code >= 0 ? code : reference(rows, Column.PARENT, parts.read(text(Column.PARENT)), "");
    }

    private int part(Rows rows) throws BadField {
        int field = columns.place(Column.PART);
        if (field >= 0) {
            int code = rows.code(reader.bytes(), reader.from(field), reader.to(field));
            if (code >= 0) {
                return code;
            }
        }
        return reference(rows, Column.PART, carefulPart(), name());
    }

    /** The part field where it names a part by itself, else the columns of another maker's part. */
    private PartText carefulPart() throws BadField {
        String part = text(Column.PART);
        String maker = text(Column.PART_MAKER);
        String type = text(Column.PART_TYPE);
        String serial = text(Column.PART_SERIAL);
        String lot = text(Column.PART_LOT);
        boolean byColumns = part.isEmpty() || (!(maker + type).isEmpty() && !parts.isKeyed(part));
        if (!byColumns) {
            return parts.read(part);
        }
        if ((part + serial + lot).isEmpty()) {
            throw new BadField(Column.PART, Cause.MISSING_VALUE, "no part, and no part_serial or part_lot");
        }
        return parts.columns(new PartKey(maker, type, lot, serial.isEmpty() ? part : serial));
    }

    private int reference(Rows rows, Column column, PartText part, String name) throws BadField {
        return switch (part) {
            case PartText.Own own -> rows.item(own.item());
            case PartText.Foreign foreign -> rows.foreign(foreign.key(), name);
            case PartText.Bad bad -> throw new BadField(column, bad.cause(), bad.detail());
        };
    }

    private @Nullable Instant date(Column column) throws BadField {
        int field = columns.place(column);
        return switch (dates.read(reader.bytes(), reader.from(field), reader.to(field))) {
            case NONE -> null;
            case DATE -> dates.value();
            case BAD ->
                throw new BadField(
                        column, Cause.BAD_DATE, "\"" + Shown.text(text(column)) + "\" is no date. " + Dates.WAY_OUT);
        };
    }

    private String name() {
        String name = text(Column.PART_NAME);
        return PartReader.isStorable(name) && name.length() <= MAX_NAME ? name : "";
    }

    private String text(Column column) {
        int field = columns.place(column);
        return field < 0
                ? ""
                : new String(
                        reader.bytes(),
                        reader.from(field),
                        reader.to(field) - reader.from(field),
                        StandardCharsets.UTF_8);
    }

    /** Ends a row; carries no stack, as a bad file throws it a million times. */
    private static final class BadField extends Exception {
        private final Column column;
        private final Cause cause;
        private final String detail;

        BadField(Column column, Cause cause, String detail) {
            super(detail, null, false, false);
            this.column = column;
            this.cause = cause;
            this.detail = detail;
        }
    }
}
