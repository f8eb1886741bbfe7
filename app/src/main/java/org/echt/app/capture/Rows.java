package org.echt.app.capture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.echt.core.asbuilt.Candidates;
import org.echt.core.asbuilt.ImportStore.NamedPart;
import org.echt.core.asbuilt.ImportStore.Session;
import org.echt.core.asbuilt.Installation;
import org.echt.core.asbuilt.PartKey;
import org.echt.core.asbuilt.RejectedLine;
import org.echt.core.asbuilt.RejectedLine.Cause;
import org.echt.core.serial.Authenticator;
import org.echt.core.serial.CodeReader;

/**
 * A chunk of a file, taken apart: rows that are well-formed, with parts that are either codes of ours still to be
 * authenticated all at once, known items, or parts for the dictionary; and the rows that were rejected. A reference to
 * a part is 0 or above for a code or item, below 0 for the dictionary. Handed from the thread that reads to the one that
 * commits; not thread-safe.
 */
final class Rows {
    private static final int CODE = 20;
    private static final byte KNOWN = -1;

    private final List<RejectedLine> rejected = new ArrayList<>();
    private final Map<PartKey, Integer> foreignPlaces = new HashMap<>();
    private final List<NamedPart> foreign = new ArrayList<>();
    private long[] lines;
    private int[] parents;
    private int[] parts;
    private Instant[] from;
    private Instant[] to;
    private int size;

    private byte[] symbols;
    private int[] offsets;
    private byte[] lengths;
    private long[] items;
    private int codes;
    private int used;
    private int lastParent = -1;

    long doneBytes;
    long doneLines;
    boolean last;

    Rows(int expected) {
        int room = Math.max(16, expected);
        lines = new long[room];
        parents = new int[room];
        parts = new int[room];
        from = new Instant[room];
        to = new Instant[room];
        symbols = new byte[CODE * (room + 1)];
        offsets = new int[room];
        lengths = new byte[room];
        items = new long[room];
    }

    /** Rows read so far, rejected ones included. */
    int read() {
        return size + rejected.size();
    }

    /** A reference to the code in these bytes; -1 when they are no plain code, which asks for {@link PartReader}. */
    int code(byte[] in, int begin, int end) {
        roomForCode();
        int n = CodeReader.canonical(in, begin, end, symbols, used);
        if (n < 0) {
            return -1;
        }
        offsets[codes] = used;
        lengths[codes] = (byte) n;
        used += n;
        return codes++;
    }

    /** The same for a parent: rows of one parent mostly stand together, and it is authenticated once for them. */
    int parentCode(byte[] in, int begin, int end) {
        int code = code(in, begin, end);
        if (code > 0 && lastParent >= 0 && sameCode(code, lastParent)) {
            codes = code;
            used = offsets[code];
            return lastParent;
        }
        lastParent = code;
        return code;
    }

    /** A reference to an own item that is authentic already. */
    int item(long item) {
        roomForCode();
        offsets[codes] = used;
        lengths[codes] = KNOWN;
        items[codes] = item;
        return codes++;
    }

    /** A reference to a part of the dictionary; below 0. */
    int foreign(PartKey key, String name) {
        var known = foreignPlaces.putIfAbsent(key.identity(), foreign.size());
        if (known == null) {
            foreign.add(new NamedPart(key, name));
            return ~(foreign.size() - 1);
        }
        var was = foreign.get(known);
        if (was.name().isEmpty() || was.key().lot().isEmpty()) {
            foreign.set(
                    known,
                    new NamedPart(
                            was.key().lot().isEmpty() ? key : was.key(),
                            was.name().isEmpty() ? name : was.name()));
        }
        return ~known;
    }

    void add(long line, int parent, int part, Instant begin, Instant end) {
        if (size == lines.length) {
            grow();
        }
        lines[size] = line;
        parents[size] = parent;
        parts[size] = part;
        from[size] = begin;
        to[size++] = end;
    }

    void reject(long line, String column, Cause cause, String detail) {
        rejected.add(new RejectedLine(line, column, cause, detail));
    }

    /** Authenticates every code; rows with one that was never issued are rejected. Needs no store. */
    void authenticate(Authenticator authenticator) {
        var found = new long[codes];
        authenticator.authenticateAll(symbols, offsets, lengths, codes, found);
        for (int i = 0; i < codes; i++) {
            items[i] = lengths[i] == KNOWN ? items[i] : found[i];
        }
        int kept = 0;
        for (int i = 0; i < size; i++) {
            int unknown = isUnknown(parents[i]) ? parents[i] : isUnknown(parts[i]) ? parts[i] : -1;
            if (unknown < 0) {
                move(i, kept++);
            } else {
                var bad = PartReader.notIssued(masked(unknown));
                reject(lines[i], unknown == parents[i] ? "parent" : "part", bad.cause(), bad.detail());
            }
        }
        size = kept;
    }

    /** Numbers the foreign parts and names every row by item numbers, in line order. */
    Candidates candidates(Session session) {
        var numbers = foreign.isEmpty() ? new long[0] : session.numbers(foreign);
        var all = new Candidates(size);
        for (int i = 0; i < size; i++) {
            all.add(lines[i], new Installation(item(parents[i], numbers), item(parts[i], numbers), from[i], to[i]));
        }
        return all;
    }

    /** The rejected rows and {@code more}, in line order. */
    List<RejectedLine> rejected(List<RejectedLine> more) {
        var all = new ArrayList<>(rejected);
        all.addAll(more);
        all.sort(Comparator.comparingLong(RejectedLine::line));
        return all;
    }

    private long item(int reference, long[] numbers) {
        return reference >= 0 ? items[reference] : numbers[~reference];
    }

    private boolean isUnknown(int reference) {
        return reference >= 0 && items[reference] < 0;
    }

    private String masked(int code) {
        int first = offsets[code];
        int end = first + lengths[code];
        return (char) symbols[first] + "…" + (char) symbols[end - 2] + (char) symbols[end - 1];
    }

    private boolean sameCode(int a, int b) {
        return Arrays.equals(
                symbols,
                offsets[a],
                offsets[a] + lengths[a],
                symbols,
                offsets[b],
                offsets[b] + Math.max(0, lengths[b]));
    }

    private void move(int row, int place) {
        lines[place] = lines[row];
        parents[place] = parents[row];
        parts[place] = parts[row];
        from[place] = from[row];
        to[place] = to[row];
    }

    private void grow() {
        int room = size * 2;
        lines = Arrays.copyOf(lines, room);
        parents = Arrays.copyOf(parents, room);
        parts = Arrays.copyOf(parts, room);
        from = Arrays.copyOf(from, room);
        to = Arrays.copyOf(to, room);
    }

    private void roomForCode() {
        if (codes == offsets.length) {
            offsets = Arrays.copyOf(offsets, codes * 2);
            lengths = Arrays.copyOf(lengths, codes * 2);
            items = Arrays.copyOf(items, codes * 2);
        }
        if (symbols.length - used < CODE) {
            symbols = Arrays.copyOf(symbols, symbols.length * 2);
        }
    }
}
