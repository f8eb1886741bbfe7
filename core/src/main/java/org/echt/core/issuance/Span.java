package org.echt.core.issuance;

import java.util.ArrayList;
import java.util.List;

/**
 * Leaves {@code from} to {@code to - 1} of a tree of RFC 6962, or the subtree roots of its upper part.
 *
 * @param from first
 * @param to behind the last; above {@code from}
 */
record Span(long from, long to) {
    /** Where RFC 6962 splits it: at the largest power of two below its size. */
    private long middle() {
        return from + Long.highestOneBit(to - from - 1);
    }

    private boolean isLeaf() {
        return to - from == 1;
    }

    Span left() {
        return new Span(from, middle());
    }

    Span right() {
        return new Span(middle(), to);
    }

    /** The spans beside the way from leaf {@code index} to the root of this one, the leaf's sibling first. */
    List<Span> beside(long index) {
        var beside = new ArrayList<Span>();
        var span = this;
        while (!span.isLeaf()) {
            boolean isLeft = index < span.middle();
            beside.add(isLeft ? span.right() : span.left());
            span = isLeft ? span.left() : span.right();
        }
        return beside.reversed();
    }
}
