package org.echt.app.capture;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * A text file read as UTF-8, whatever it is written in. UTF-8 passes through untouched and unchecked. UTF-16 and
 * single-byte encodings are turned into UTF-8 so that every read byte can be traced back to its place in the file: a
 * code unit of the file is one character, or half a surrogate pair; what cannot be decoded becomes U+FFFD. Not
 * thread-safe.
 */
final class TextFile implements AutoCloseable {
    private static final char REPLACEMENT = '\ufffd';
    private static final int MAX_UTF8 = 4;

    private final RandomAccessFile file;
    private final long size;
    private final Charset charset;
    private final int mark;
    private final int unit;
    private final char[] table;
    private final ByteBuffer raw = ByteBuffer.allocate(1 << 16).limit(0);
    private long position;

    private TextFile(RandomAccessFile file, long size, Charset charset, int mark) {
        this.file = file;
        this.size = size;
        this.charset = charset;
        this.mark = mark;
        this.unit = isUtf16(charset) ? 2 : 1;
        this.table = unit == 1 ? table(charset) : new char[0];
        this.position = mark;
    }

    /**
     * Opens a file and finds out its encoding: by its byte order mark, otherwise {@code told}, otherwise UTF-8.
     *
     * @param size how much of the file is meant
     * @throws RefusedException (BAD_REQUEST) for an encoding that is none of UTF-8, UTF-16 and the single-byte ones
     */
    static TextFile open(Path file, long size, @Nullable Charset told) throws IOException {
        var access = new RandomAccessFile(file.toFile(), "r");
        try {
            var start = new byte[3];
            access.read(start);
            return sniffed(access, size, start, told);
        } catch (IOException | RuntimeException e) {
            access.close();
            throw e;
        }
    }

    private static TextFile sniffed(RandomAccessFile file, long size, byte[] start, @Nullable Charset told) {
        int first = (start[0] & 0xff) << 8 | (start[1] & 0xff);
        if (first == 0xefbb && (start[2] & 0xff) == 0xbf) {
            return new TextFile(file, size, StandardCharsets.UTF_8, 3);
        }
        if (first == 0xfffe || first == 0xfeff) {
            return new TextFile(file, size, first == 0xfffe ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE, 2);
        }
        var charset = told == null ? StandardCharsets.UTF_8 : told;
        if (charset.equals(StandardCharsets.UTF_16)) {
            charset = StandardCharsets.UTF_16BE;
        }
        if (!charset.equals(StandardCharsets.UTF_8) && !isUtf16(charset) && !isSingleByte(charset)) {
            throw new RefusedException(
                    Fault.BAD_REQUEST,
                    "encoding " + charset + " cannot be read. Possible: UTF-8, UTF-16LE, UTF-16BE and single-byte ones"
                            + " such as windows-1252. Maybe save the file as UTF-8?");
        }
        return new TextFile(file, size, charset, 0);
    }

    Charset charset() {
        return charset;
    }

    /** Bytes of the file that are meant. */
    long size() {
        return size;
    }

    /** Where the text begins: behind the byte order mark. */
    int start() {
        return mark;
    }

    /** Goes on at this byte of the file, which must be the first of a character. */
    void seek(long offset) {
        position = offset;
        raw.limit(0);
    }

    /** Reads UTF-8 into the array; at least one byte unless the file is at its end: then -1. {@code room} is 4 or more. */
    int read(byte[] into, int at, int room) throws IOException {
        if (charset.equals(StandardCharsets.UTF_8)) {
            return fill(into, at, room);
        }
        int end = at;
        while (end == at) {
            if (raw.remaining() < MAX_UTF8 && more() < 0) {
                return last(into, at);
            }
            end = transcode(into, at, at + room);
        }
        return end - at;
    }

    /** How many bytes of the file this UTF-8, as {@link #read}, was made from. */
    long bytesOf(byte[] utf8, int from, int to) {
        if (charset.equals(StandardCharsets.UTF_8)) {
            return (long) to - from;
        }
        long units = 0;
        for (int i = from; i < to; i++) {
            int b = utf8[i] & 0xff;
            units += b >= 0xf0 ? 2 : (b & 0xc0) == 0x80 ? 0 : 1;
        }
        return units * unit;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Not by a channel: an interruption would close that, and it is for the import to decide where to stop. */
    private int fill(byte[] into, int at, int room) throws IOException {
        if (position >= size) {
            return -1;
        }
        file.seek(position);
        int n = file.read(into, at, (int) Math.min(room, size - position));
        if (n < 0) {
            throw new RefusedException(
                    Fault.CONFLICT,
                    "file ended at byte " + position + " of " + size + ": it was changed while it was read");
        }
        position += n;
        return n;
    }

    private int more() throws IOException {
        raw.compact();
        int n = fill(raw.array(), raw.position(), raw.remaining());
        raw.position(raw.position() + Math.max(n, 0)).flip();
        return n;
    }

    /** What is left at the end of the file: whole units, or half a one, which is no character. */
    private int last(byte[] into, int at) {
        int end = at;
        while (raw.hasRemaining()) {
            boolean whole = raw.remaining() >= unit;
            char c = whole ? next() : REPLACEMENT;
            if (!whole) {
                raw.get();
            }
            boolean pair = Character.isHighSurrogate(c) && raw.remaining() >= 2;
            end = put(c, pair ? peek() : REPLACEMENT, into, end);
        }
        return end == at ? -1 : end - at;
    }

    private int transcode(byte[] into, int at, int limit) {
        int end = at;
        while (raw.remaining() >= MAX_UTF8 && limit - end >= MAX_UTF8) {
            char c = next();
            end = put(c, unit == 2 ? peek() : REPLACEMENT, into, end);
        }
        return end;
    }

    /** Writes a character; a pair of surrogates takes the following unit along. */
    private int put(char c, char following, byte[] into, int at) {
        int end = at;
        if (c < 0x80) {
            into[end++] = (byte) c;
        } else if (Character.isHighSurrogate(c) && Character.isLowSurrogate(following)) {
            next();
            int point = Character.toCodePoint(c, following);
            into[end++] = (byte) (0xf0 | point >> 18);
            into[end++] = (byte) (0x80 | (point >> 12 & 0x3f));
            into[end++] = (byte) (0x80 | (point >> 6 & 0x3f));
            into[end++] = (byte) (0x80 | (point & 0x3f));
        } else if (c < 0x800) {
            into[end++] = (byte) (0xc0 | c >> 6);
            into[end++] = (byte) (0x80 | (c & 0x3f));
        } else {
            char known = Character.isSurrogate(c) ? REPLACEMENT : c;
            into[end++] = (byte) (0xe0 | known >> 12);
            into[end++] = (byte) (0x80 | (known >> 6 & 0x3f));
            into[end++] = (byte) (0x80 | (known & 0x3f));
        }
        return end;
    }

    private char next() {
        char c = peek();
        raw.position(raw.position() + unit);
        return c;
    }

    private char peek() {
        int at = raw.position();
        if (unit == 1) {
            return table[raw.get(at) & 0xff];
        }
        int a = raw.get(at) & 0xff;
        int b = raw.get(at + 1) & 0xff;
        return (char) (charset.equals(StandardCharsets.UTF_16BE) ? a << 8 | b : b << 8 | a);
    }

    private static boolean isUtf16(Charset charset) {
        return charset.equals(StandardCharsets.UTF_16LE) || charset.equals(StandardCharsets.UTF_16BE);
    }

    private static boolean isSingleByte(Charset charset) {
        return List.of("windows-125", "ISO-8859-", "US-ASCII", "IBM437", "IBM850").stream()
                .anyMatch(charset.name()::startsWith);
    }

    /** The character of each byte; line feed and separators are ASCII in all of them. */
    private static char[] table(Charset charset) {
        var table = new char[256];
        for (int i = 0; i < 256; i++) {
            table[i] = new String(new byte[] {(byte) i}, charset).charAt(0);
        }
        return table;
    }
}
