package org.echt.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.echt.core.gs1.DigitalLink;
import org.echt.core.keys.MacKey;
import org.echt.core.serial.Batch;
import org.echt.core.serial.InsideCode;
import org.echt.core.serial.SerialCode;

/**
 * The rows of a code file: all that stands around a code is the same in every row of a batch, so a row is the code, and
 * where it is asked for the inside code, between ready-made pieces.
 */
final class CodeRows {
    static final List<String> COLUMNS = List.of("code", "gtin", "lot", "link");
    static final String INSIDE = "inside";

    private static final List<String> POSSIBLE =
            Stream.concat(COLUMNS.stream(), Stream.of(INSIDE)).toList();
    /** Stands in no code, lot or host name. */
    private static final String INSIDE_MARK = "\u0000";

    private final List<String> columns;
    private final byte[][] pieces;
    private final boolean[] insideBehind;
    private final int symbols;
    private final MacKey inside;

    /**
     * Makes the rows of a batch.
     *
     * @param domain host name of the links
     * @param inside makes the inside codes; asked only where they are wanted
     */
    CodeRows(List<String> columns, Batch batch, String domain, MacKey inside) {
        this.columns = columns;
        this.inside = inside;
        this.symbols = batch.length().symbols;
        String mark = "0".repeat(symbols);
        var row = new ArrayList<String>();
        for (String column : columns) {
            row.add(
                    switch (column) {
                        case "code" -> mark;
                        case "gtin" -> batch.gtin().digits();
                        case "lot" -> quoted(batch.lot());
                        case INSIDE -> INSIDE_MARK;
                        default -> DigitalLink.uri(domain, batch.gtin(), mark);
                    });
        }
        var line = String.join(",", row) + "\n";
        var marks = Pattern.compile(Pattern.quote(mark) + "|" + INSIDE_MARK);
        var texts = marks.split(line, -1);
        this.pieces = new byte[texts.length][];
        this.insideBehind = new boolean[texts.length];
        var found = marks.matcher(line);
        for (int i = 0; i < texts.length; i++) {
            pieces[i] = texts[i].getBytes(StandardCharsets.UTF_8);
            insideBehind[i] = found.find() && found.group().equals(INSIDE_MARK);
        }
    }

    /** Refuses columns that do not exist, come twice, or leave the code out. */
    static void check(List<String> columns) {
        for (String column : columns) {
            if (!POSSIBLE.contains(column)) {
                throw Complaint.usage(
                        "column \"" + column + "\" is unknown", "Possible are: " + String.join(",", POSSIBLE));
            }
        }
        if (!columns.contains("code") || columns.stream().distinct().count() < columns.size()) {
            throw Complaint.usage(
                    "columns " + String.join(",", columns) + " must name code, and each column once",
                    "Possible are: " + String.join(",", POSSIBLE));
        }
    }

    static String header(List<String> columns) {
        return String.join(",", columns) + "\n";
    }

    /** The row of one code, line end included. */
    String row(String code) {
        var row = new ByteArrayOutputStream();
        try {
            write(code.getBytes(StandardCharsets.US_ASCII), row);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return row.toString(StandardCharsets.UTF_8);
    }

    private void write(byte[] code, OutputStream out) throws IOException {
        for (int i = 0; i < pieces.length; i++) {
            out.write(pieces[i]);
            if (i < pieces.length - 1) {
                out.write(insideBehind[i] ? inside(code) : code);
            }
        }
    }

    private byte[] inside(byte[] code) {
        var serial = new SerialCode(new String(code, StandardCharsets.US_ASCII));
        return InsideCode.of(serial, inside).symbols().getBytes(StandardCharsets.US_ASCII);
    }

    /** Turns codes, one a line, into rows. */
    OutputStream into(OutputStream out) {
        return columns.equals(List.of("code")) ? out : new Rows(out);
    }

    private static String quoted(String lot) {
        return lot.matches("[^,\"\\r\\n]*") ? lot : "\"" + lot.replace("\"", "\"\"") + "\"";
    }

    private final class Rows extends OutputStream {
        private final OutputStream out;
        private final byte[] code = new byte[symbols];
        private int held;

        Rows(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int symbol) throws IOException {
            if (symbol != '\n') {
                code[held++] = (byte) symbol;
                return;
            }
            CodeRows.this.write(code, out);
            held = 0;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            for (int i = from; i < from + length; i++) {
                write(bytes[i]);
            }
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }
}
