package org.echt.app.capture;

import java.util.Arrays;

/**
 * One record with quotes (RFC 4180): a quote opens a field only at its beginning, two quotes inside stand for one, line
 * breaks inside belong to the field. Quotes elsewhere stand for themselves. The fields are copied, without their quotes.
 * Used again for every such record; not thread-safe.
 */
final class QuotedRecord {
    private final byte separator;
    private byte[] out = new byte[1024];
    private final int[] from;
    private final int[] to;
    private int fields;
    private int used;
    private int at;
    private int end;
    private int lineBreaks;
    private String complaint = "";

    /** What became of a record. */
    enum Outcome {
        GOOD,
        BAD,
        NEEDS_MORE
    }

    QuotedRecord(byte separator, int columns) {
        this.separator = separator;
        from = new int[columns + 1];
        to = new int[columns + 1];
    }

    /** Reads the record at {@code start}; {@code last} when nothing follows behind {@code limit}. */
    Outcome read(byte[] in, int start, int limit, boolean last) {
        fields = 0;
        used = 0;
        lineBreaks = 0;
        at = start;
        while (true) {
            Outcome outcome = field(in, limit);
            if (outcome != Outcome.GOOD) {
                return outcome;
            }
            if (at >= limit) {
                end = limit;
                return last ? finished() : needsMore();
            }
            if (in[at] == '\n') {
                end = at;
                return finished();
            }
            at++;
        }
    }

    private Outcome needsMore() {
        complaint = "the record does not end";
        return Outcome.NEEDS_MORE;
    }

    /** A record over several lines that has too many or too few fields began with a stray quote. */
    private Outcome finished() {
        complaint = "a quote is opened and not closed in this line";
        return lineBreaks > 0 && fields != from.length - 1 ? Outcome.BAD : Outcome.GOOD;
    }

    private Outcome field(byte[] in, int limit) {
        int i = at;
        while (i < limit && in[i] != separator && CsvReader.isSpace(in[i])) {
            i++;
        }
        int begin = used;
        if (i < limit && in[i] == '"') {
            at = i + 1;
            Outcome outcome = inside(in, limit);
            if (outcome != Outcome.GOOD) {
                return outcome;
            }
        } else {
            while (i < limit && in[i] != separator && in[i] != '\n') {
                put(in[i++]);
            }
            at = i;
        }
        note(begin);
        return Outcome.GOOD;
    }

    private Outcome inside(byte[] in, int limit) {
        while (at < limit) {
            byte b = in[at++];
            if (b != '"') {
                lineBreaks += b == '\n' ? 1 : 0;
                put(b);
            } else if (at < limit && in[at] == '"') {
                put(b);
                at++;
            } else {
                return behind(in, limit);
            }
        }
        complaint = "a quote is opened and never closed";
        return Outcome.NEEDS_MORE;
    }

    private Outcome behind(byte[] in, int limit) {
        while (at < limit && in[at] != separator && CsvReader.isSpace(in[at])) {
            at++;
        }
        if (at < limit && in[at] != separator && in[at] != '\n') {
            complaint = "text behind a closing quote";
            return Outcome.BAD;
        }
        return Outcome.GOOD;
    }

    private void note(int begin) {
        if (fields < from.length) {
            int a = begin;
            int b = used;
            while (a < b && CsvReader.isSpace(out[b - 1])) {
                b--;
            }
            while (a < b && CsvReader.isSpace(out[a])) {
                a++;
            }
            from[fields] = a;
            to[fields] = b;
        }
        fields++;
    }

    private void put(byte b) {
        if (used == out.length) {
            out = Arrays.copyOf(out, used * 2);
        }
        out[used++] = b;
    }

    int end() {
        return end;
    }

    int lineBreaks() {
        return lineBreaks;
    }

    byte[] bytes() {
        return out;
    }

    int fields() {
        return fields;
    }

    int[] from() {
        return from;
    }

    int[] to() {
        return to;
    }

    String complaint() {
        return complaint;
    }
}
