package org.echt.app.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.echt.core.gs1.DigitalLink;
import org.echt.core.serial.Batch;

/**
 * The rows of a code file: all that stands around a code is the same in every row of a batch, so a row is the code
 * between ready-made pieces.
 */
final class CodeRows {
    static final List<String> COLUMNS = List.of("code", "gtin", "lot", "link");

    private final List<String> columns;
    private final byte[][] pieces;
    private final int symbols;

    /** @param domain host name of the links */
    CodeRows(List<String> columns, Batch batch, String domain) {
        this.columns = columns;
        this.symbols = batch.length().symbols;
        String mark = "0".repeat(symbols);
        var row = new ArrayList<String>();
        for (String column : columns) {
            row.add(
                    switch (column) {
                        case "code" -> mark;
                        case "gtin" -> batch.gtin().digits();
                        case "lot" -> quoted(batch.lot());
                        default -> DigitalLink.uri(domain, batch.gtin(), mark);
                    });
        }
        var texts = (String.join(",", row) + "\n").split(mark, -1);
        this.pieces = new byte[texts.length][];
        for (int i = 0; i < texts.length; i++) {
            pieces[i] = texts[i].getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Refuses columns that do not exist, come twice, or leave the code out. */
    static void check(List<String> columns) {
        for (String column : columns) {
            if (!COLUMNS.contains(column)) {
                throw Complaint.usage(
                        "column \"" + column + "\" is unknown", "Possible are: " + String.join(",", COLUMNS));
            }
        }
        if (!columns.contains("code") || columns.stream().distinct().count() < columns.size()) {
            throw Complaint.usage(
                    "columns " + String.join(",", columns) + " must name code, and each column once",
                    "Possible are: " + String.join(",", COLUMNS));
        }
    }

    static String header(List<String> columns) {
        return String.join(",", columns) + "\n";
    }

    /** The row of one code, line end included. */
    String row(String code) {
        var row = new StringBuilder();
        for (int i = 0; i < pieces.length; i++) {
            row.append(i == 0 ? "" : code).append(new String(pieces[i], StandardCharsets.UTF_8));
        }
        return row.toString();
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
            out.write(pieces[0]);
            for (int i = 1; i < pieces.length; i++) {
                out.write(code, 0, held);
                out.write(pieces[i]);
            }
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
