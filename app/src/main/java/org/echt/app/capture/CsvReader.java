package org.echt.app.capture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.echt.core.asbuilt.RejectedLine.Cause;
import org.jspecify.annotations.Nullable;

/**
 * Splits a file into records and fields, as bytes. A line without quotes is split in the one pass that looks for its
 * end; a line with quotes is read by the rules of RFC 4180, and a record in which they do not work out is a bad record
 * of one line only: reading goes on at the next line, so that a stray quote costs a row and not the rest of the file.
 * Blank lines and lines of separators only are passed over. Not thread-safe.
 */
final class CsvReader {
    /** Longest record, in bytes of UTF-8. */
    static final int MAX_RECORD = 1 << 16;

    private static final int BUFFER = 1 << 20;

    private final TextFile file;
    private final byte separator;
    private final int columns;
    private final QuotedRecord quoted;
    private byte[] buffer = new byte[BUFFER];
    private int limit;
    private int next;
    private int counted;
    private long offset;
    private long lines;
    private boolean ended;

    private byte[] bytes = buffer;
    private int[] from;
    private int[] to;
    private int fields;
    private boolean filled;
    private int start;
    private int end;
    private long line;
    private @Nullable Problem problem;

    /** Why a record cannot be used. */
    record Problem(Cause cause, String detail) {}

    /**
     * Reads on behind {@code offset}.
     *
     * @param columns fields a record must have
     * @param offset byte of the file where a line begins
     * @param lines lines before it
     */
    CsvReader(TextFile file, char separator, int columns, long offset, long lines) {
        this.file = file;
        this.separator = (byte) separator;
        this.columns = columns;
        this.offset = offset;
        this.lines = lines;
        this.from = new int[columns + 1];
        this.to = new int[columns + 1];
        this.quoted = new QuotedRecord(this.separator, columns);
        file.seek(offset);
    }

    /** Moves to the next record that is not blank; false at the end of the file. */
    boolean next() throws IOException {
        while (scan()) {
            if (problem != null || filled) {
                return true;
            }
        }
        return false;
    }

    /** The byte of the file where the next record begins. */
    long offset() {
        offset += file.bytesOf(buffer, counted, next);
        counted = next;
        return Math.min(offset, file.size());
    }

    /** Lines before the next record. */
    long lines() {
        return lines;
    }

    /** The line where the present record begins, from 1. */
    long line() {
        return line;
    }

    /** Why the present record cannot be used; null when it can. */
    @Nullable
    Problem problem() {
        return problem;
    }

    /** The present record as it stands in the file, as far as it is UTF-8. */
    String wholeLine() {
        return new String(buffer, start, end - start, StandardCharsets.UTF_8);
    }

    /** What {@link #from} and {@link #to} point into; valid until the next record. */
    byte[] bytes() {
        return bytes;
    }

    int from(int field) {
        return from[field];
    }

    int to(int field) {
        return to[field];
    }

    private boolean scan() throws IOException {
        problem = null;
        bytes = buffer;
        int i = next;
        boolean plain = true;
        boolean ascii = true;
        restart();
        start = next;
        int fieldStart = next;
        while (true) {
            if (i == limit) {
                if (limit - start > MAX_RECORD) {
                    return tooLong();
                }
                if (!ended) {
                    fill();
                    i = next;
                    restart();
                    fieldStart = next;
                    continue;
                }
                if (i == start) {
                    return false;
                }
                break;
            }
            byte b = buffer[i];
            if (b == separator) {
                field(fieldStart, i);
                fieldStart = i + 1;
            } else if (b == '\n') {
                break;
            } else if (b == '"') {
                plain = false;
            } else if (b <= 0) {
                ascii = false;
            }
            i++;
        }
        field(fieldStart, i);
        end = i;
        next = Math.min(i + 1, limit);
        line = ++lines;
        if (end - start > MAX_RECORD) {
            malformed("the line is longer than " + MAX_RECORD + " bytes");
        } else if (!plain) {
            readQuoted();
        }
        judge(ascii && plain);
        return true;
    }

    /** Notes a field without the blanks around it. */
    private void field(int begin, int finish) {
        int a = begin;
        int b = finish;
        while (a < b && isSpace(buffer[b - 1])) {
            b--;
        }
        while (a < b && isSpace(buffer[a])) {
            a++;
        }
        filled |= a < b;
        if (fields < from.length) {
            from[fields] = a;
            to[fields] = b;
        }
        fields++;
    }

    private void restart() {
        fields = 0;
        filled = false;
    }

    static boolean isSpace(byte b) {
        return b == ' ' || b == '\r' || b == '\t';
    }

    private void readQuoted() throws IOException {
        while (true) {
            var outcome = quoted.read(buffer, start, limit, ended);
            if (outcome == QuotedRecord.Outcome.NEEDS_MORE && limit - start <= MAX_RECORD && fillKeeping()) {
                continue;
            }
            if (outcome == QuotedRecord.Outcome.GOOD) {
                take();
            } else {
                malformed(quoted.complaint());
            }
            return;
        }
    }

    private void take() {
        end = quoted.end();
        next = Math.min(end + 1, limit);
        lines += quoted.lineBreaks();
        bytes = quoted.bytes();
        fields = quoted.fields();
        from = quoted.from();
        to = quoted.to();
    }

    /** @param plainAscii true when neither encoding nor NUL can be wrong */
    private void judge(boolean plainAscii) {
        int bad = plainAscii ? -1 : Utf8.firstBad(buffer, start, end);
        if (bad >= 0) {
            problem = new Problem(Cause.BAD_ENCODING, badByte(buffer[bad] & 0xff));
        } else if (problem == null && !plainAscii && hasNul()) {
            malformed("the line has a NUL character");
        } else if (problem == null && filled && fields != columns && !isOnlyLonger()) {
            malformed(fields + " fields instead of " + columns + ", the number of headings");
        }
    }

    private String badByte(int b) {
        return b == 0xef
                ? "the line has a replacement character: it was damaged before. Export the file again."
                : "byte 0x" + Integer.toHexString(b) + " is not " + file.charset()
                        + ". Save the file as UTF-8, or name its encoding, for example windows-1252.";
    }

    private boolean hasNul() {
        for (int i = start; i < end; i++) {
            if (buffer[i] == 0) {
                return true;
            }
        }
        return false;
    }

    /** One empty field more than headings: a separator at the end of the line. */
    private boolean isOnlyLonger() {
        return fields == columns + 1 && from[columns] == to[columns];
    }

    private void malformed(String detail) {
        problem = new Problem(Cause.MALFORMED_ROW, detail);
    }

    /** Passes over a line that does not end. */
    private boolean tooLong() throws IOException {
        line = ++lines;
        malformed("the line is longer than " + MAX_RECORD + " bytes");
        end = start + 1;
        next = limit;
        while (true) {
            int i = next;
            while (i < limit && buffer[i] != '\n') {
                i++;
            }
            next = i;
            start = next;
            end = next;
            if (i < limit) {
                next = i + 1;
                return true;
            }
            if (!fill()) {
                end = start;
                return true;
            }
        }
    }

    /** Drops what lies before {@link #next} and reads more; the present line is then scanned anew. */
    private boolean fill() throws IOException {
        return more(next);
    }

    /** The same for a record that began before {@link #next}. */
    private boolean fillKeeping() throws IOException {
        int behind = next - start;
        int length = end - start;
        boolean more = more(start);
        end = start + length;
        next = start + behind;
        return more;
    }

    private boolean more(int keep) throws IOException {
        if (ended) {
            return false;
        }
        offset += file.bytesOf(buffer, counted, keep);
        System.arraycopy(buffer, keep, buffer, 0, limit - keep);
        limit -= keep;
        next = 0;
        start = 0;
        counted = 0;
        if (buffer.length - limit < BUFFER / 2) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int n = file.read(buffer, limit, buffer.length - limit);
        ended = n < 0;
        limit += Math.max(n, 0);
        bytes = buffer;
        return !ended;
    }
}
