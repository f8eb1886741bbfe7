package org.echt.app.store.postgres;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** A table whose rows travel as the lines of PostgreSQL's {@code COPY} in its text form, whatever the session's settings. */
public final class TableText {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private TableText() {}

    /** The settings on which the text of a value depends. */
    static final List<String> FIXED = List.of(
            "set local timezone = 'UTC'",
            "set local datestyle = 'ISO, YMD'",
            "set local intervalstyle = 'postgres'",
            "set local bytea_output = 'hex'",
            "set local extra_float_digits = 1",
            "set local synchronize_seqscans = off",
            "set local statement_timeout = 0",
            "set local idle_in_transaction_session_timeout = 0");

    /**
     * A table.
     *
     * @param schema {@code public}, or {@code person} for what is reached by the role of personal data only
     * @param columns in the order of the text
     */
    public record Table(String schema, String name, List<String> columns) {
        public Table {
            columns = List.copyOf(columns);
            check(schema);
            check(name);
            columns.forEach(Table::check);
        }

        private static void check(String name) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("\"" + name + "\" is no name of a table or column here");
            }
        }

        /** Schema, dot, name. */
        public String fullName() {
            return schema + "." + name;
        }

        String copied() {
            return "copy " + quoted() + " (\"" + String.join("\", \"", columns) + "\")";
        }

        String quoted() {
            return "\"" + schema + "\".\"" + name + "\"";
        }
    }

    /**
     * What tells whether two tables hold the same rows.
     *
     * @param rows how many
     * @param sum of the first 16 bytes of the SHA-256 of each row's line, modulo 2^128, in hexadecimal: it does not depend
     *     on the order of rows, which a database may change
     */
    public record Content(long rows, String sum) {}

    /** Adds up rows. Not thread-safe. */
    static final class Adder {
        private static final int BYTES = 16;

        private final MessageDigest digest;
        private long rows;
        private long high;
        private long low;

        Adder() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }

        /** @param line with its end */
        void add(byte[] line, int from, int to) {
            digest.update(line, from, to - from);
            byte[] hash = digest.digest();
            long first = number(hash, 0);
            long second = number(hash, Long.BYTES);
            low += second;
            high += first + (Long.compareUnsigned(low, second) < 0 ? 1 : 0);
            rows++;
        }

        private static long number(byte[] bytes, int from) {
            long number = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                number = (number << 8) | (bytes[from + i] & 0xff);
            }
            return number;
        }

        Content content() {
            var sum = new byte[BYTES];
            for (int i = 0; i < Long.BYTES; i++) {
                sum[i] = (byte) (high >>> (56 - 8 * i));
                sum[Long.BYTES + i] = (byte) (low >>> (56 - 8 * i));
            }
            return new Content(rows, HexFormat.of().formatHex(sum));
        }
    }

    /**
     * A sequence.
     *
     * @param last the last number it gave
     */
    public record Counter(String schema, String name, long last) {
        public Counter {
            Table.check(schema);
            Table.check(name);
        }
    }
}
