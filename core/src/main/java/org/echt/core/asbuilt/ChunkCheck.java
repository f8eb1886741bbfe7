package org.echt.core.asbuilt;

import java.util.ArrayList;
import java.util.List;
import org.echt.core.asbuilt.RejectedLine.Cause;
import org.echt.core.serial.ItemNumber;

/**
 * The rules of an import, for one chunk of rows. Pure and deterministic.
 *
 * <ol>
 *   <li>Rows that give a recorded, still open installation its end come first, wherever they stand in the chunk: a part
 *       that moves may be listed in its new parent before it leaves the old one.
 *   <li>Then every other row in line order, against what is recorded and the rows taken so far. The later line loses.
 * </ol>
 *
 * <p>A row is <b>same</b> when its installation is known with this parent, part and begin, and this end or, for a row
 * without an end, any end; or when it gives its end to an installation the same chunk adds, which is then added with
 * that end. A serialised part sits in one parent at a time: {@code PART_IN_TWO_PARENTS}; a second,
 * overlapping period in the same parent, or another end for an ended one, is {@code BAD_PERIOD}. Lots may sit in many
 * parents, and in one parent several times. No item may be inside itself over any chain of installations, whatever
 * their dates ({@code INSIDE_ITSELF}: dates are data too, and a walk must end even when they are wrong), and no chain
 * known here may be longer than {@link Build#MAX_DEPTH} ({@code TOO_DEEP}). What hangs below a part in the store is not
 * read; a walk that meets such a chain says that it was cut ({@link Build#whole}).
 */
public final class ChunkCheck {
    private final Candidates rows;
    private final Spans spans;
    private final Heights heights;
    private final List<Installation> added = new ArrayList<>();
    private final List<Installation> closed = new ArrayList<>();
    private final List<RejectedLine> rejected = new ArrayList<>();
    private long same;

    private ChunkCheck(Candidates rows, int known) {
        this.rows = rows;
        int expected = rows.size() + known;
        var nodes = new LongIndex(expected);
        spans = new Spans(nodes, expected);
        heights = new Heights(nodes, expected);
    }

    /**
     * Judges a chunk.
     *
     * @param rows the rows, in line order
     * @param stored {@link ImportStore.Session#installationsOf} of {@link Candidates#parts}
     * @param above {@link ImportStore.Session#above} of {@link Candidates#parents}
     */
    public static Checked check(Candidates rows, List<Installation> stored, List<Installation> above) {
        var check = new ChunkCheck(rows, stored.size() + above.size());
        stored.forEach(check::know);
        above.forEach(edge -> check.heights.addStored(edge.parent(), edge.part()));
        check.run();
        return new Checked(check.added, check.closed, check.same, check.rejected);
    }

    private void know(Installation stored) {
        spans.add(spans.group(stored.parent(), stored.part()), stored, 0, 0);
        heights.addStored(stored.parent(), stored.part());
    }

    private void run() {
        var done = new boolean[rows.size()];
        for (int i = 0; i < done.length; i++) {
            done[i] = closesStored(rows.row(i));
        }
        for (int i = 0; i < done.length; i++) {
            if (!done[i]) {
                judge(rows.row(i), rows.line(i));
            }
        }
    }

    private boolean closesStored(Installation row) {
        long end = Spans.micros(row.to());
        if (end == Spans.STILL) {
            return false;
        }
        int known = find(spans.group(row.parent(), row.part()), row);
        if (known == Spans.NONE || !spans.stored(known) || spans.end(known) != Spans.STILL) {
            return false;
        }
        close(known, row);
        return true;
    }

    private void judge(Installation row, long line) {
        int group = spans.group(row.parent(), row.part());
        int known = find(group, row);
        if (known != Spans.NONE) {
            again(row, line, known);
            return;
        }
        int clash = ItemNumber.isLot(row.part())
                ? Spans.NONE
                : spans.overlapping(group, Spans.micros(row.from()), Spans.micros(row.to()));
        if (row.parent() == row.part()) {
            reject(line, Cause.INSIDE_ITSELF, "parent and part are the same item");
        } else if (clash != Spans.NONE) {
            overlap(row, line, clash);
        } else {
            place(row, line, group);
        }
    }

    /** The installation is known with this parent, part and begin. */
    private void again(Installation row, long line, int known) {
        long end = Spans.micros(row.to());
        if (end == spans.end(known) || end == Spans.STILL) {
            same++;
        } else if (spans.end(known) == Spans.STILL) {
            close(known, row);
        } else {
            reject(line, Cause.BAD_PERIOD, "this installation has ended already: " + spans.told(known));
        }
    }

    private void overlap(Installation row, long line, int clash) {
        if (spans.parent(clash) == row.parent()) {
            reject(line, Cause.BAD_PERIOD, "the part is in this parent already " + spans.told(clash));
        } else {
            reject(
                    line,
                    Cause.PART_IN_TWO_PARENTS,
                    "the part is in another parent " + spans.told(clash)
                            + ". Give that installation its end first, or correct the dates.");
        }
    }

    private void place(Installation row, long line, int group) {
        switch (heights.add(row.parent(), row.part())) {
            case FINE -> {
                spans.add(group, row, line, added.size());
                added.add(row);
            }
            case CYCLE ->
                reject(line, Cause.INSIDE_ITSELF, "the parent is, directly or through others, inside this part");
            case DEEP -> reject(line, Cause.TOO_DEEP, "more than " + Build.MAX_DEPTH + " levels of parts inside parts");
        }
    }

    private int find(int group, Installation row) {
        return spans.find(group, row.parent(), Spans.micros(row.from()));
    }

    private void close(int known, Installation row) {
        spans.end(known, Spans.micros(row.to()));
        if (spans.stored(known)) {
            closed.add(row);
        } else {
            added.set(spans.place(known), row);
            same++;
        }
    }

    private void reject(long line, Cause cause, String detail) {
        rejected.add(new RejectedLine(line, "", cause, detail));
    }

    /**
     * What became of the rows of a chunk; ready for an {@link ImportChunk}.
     *
     * @param added installations to store, in line order
     * @param closed recorded installations that get their end
     * @param same rows that said what was known already
     * @param rejected rows not taken, in line order
     */
    public record Checked(
            List<Installation> added, List<Installation> closed, long same, List<RejectedLine> rejected) {}
}
