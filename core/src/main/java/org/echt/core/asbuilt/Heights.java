package org.echt.core.asbuilt;

import java.util.Arrays;

/**
 * What is above what, whatever the dates, with the longest chain above and below every item kept up to date. Tells
 * before an edge is added whether it would close a cycle or make a chain longer than {@link Build#MAX_DEPTH}. Each item's
 * two heights only ever rise and stop at the limit, so all additions together cost a small multiple of the edges. The
 * search for a cycle walks up from the parent and down from the part in turn, edge by edge, and ends as soon as either
 * side is exhausted: most files never give it a second step. Not thread-safe.
 */
final class Heights {
    private static final int NONE = -1;
    private static final int CAP = Build.MAX_DEPTH + 1;

    /** What an edge would do. */
    enum Effect {
        FINE,
        CYCLE,
        DEEP
    }

    private final LongIndex nodes;
    private final LongIndex edges;
    private final Walk up = new Walk();
    private final Walk down = new Walk();
    private int[] edgeParent;
    private int[] edgePart;
    private long lastParent = -1;
    private int lastNode;

    Heights(LongIndex nodes, int expected) {
        this.nodes = nodes;
        edges = new LongIndex(expected);
        edgeParent = new int[Math.max(16, expected)];
        edgePart = new int[Math.max(16, expected)];
    }

    /** Adds an edge that is recorded already. */
    void addStored(long parent, long part) {
        int p = node(parent);
        int c = node(part);
        if (edges.find(key(p, c)) == LongIndex.ABSENT) {
            insert(p, c);
        }
    }

    /** Adds the edge unless it does harm. */
    Effect add(long parent, long part) {
        if (parent == part) {
            return Effect.CYCLE;
        }
        int p = parentNode(parent);
        int c = node(part);
        if (edges.find(key(p, c)) != LongIndex.ABSENT) {
            return Effect.FINE;
        }
        if (holds(c, p)) {
            return Effect.CYCLE;
        }
        if (up.height[p] + 1 + down.height[c] > Build.MAX_DEPTH) {
            return Effect.DEEP;
        }
        insert(p, c);
        return Effect.FINE;
    }

    /** Rows of one parent mostly stand together. */
    private int parentNode(long parent) {
        if (parent != lastParent) {
            lastNode = node(parent);
            lastParent = parent;
        }
        return lastNode;
    }

    private int node(long item) {
        int node = nodes.add(item);
        up.room(node);
        down.room(node);
        return node;
    }

    private void insert(int p, int c) {
        int edge = edges.add(key(p, c));
        if (edge == edgeParent.length) {
            edgeParent = Arrays.copyOf(edgeParent, edge * 2);
            edgePart = Arrays.copyOf(edgePart, edge * 2);
        }
        edgeParent[edge] = p;
        edgePart[edge] = c;
        up.link(c, edge);
        down.link(p, edge);
        raise(up, down, edgePart, c, up.height[p] + 1);
        raise(down, up, edgeParent, p, down.height[c] + 1);
    }

    /**
     * Raises one height of a node and of all that hang on it. Recursion ends after {@link #CAP} levels.
     *
     * @param walk whose heights
     * @param onward the links that lead away, and {@code far} their other ends
     */
    private static void raise(Walk walk, Walk onward, int[] far, int node, int height) {
        if (walk.height[node] >= Math.min(height, CAP)) {
            return;
        }
        walk.height[node] = (byte) Math.min(height, CAP);
        for (int e = onward.head[node]; e != NONE; e = onward.next[e]) {
            raise(walk, onward, far, far[e], walk.height[node] + 1);
        }
    }

    /** Whether {@code low} hangs somewhere below {@code high}. */
    private boolean holds(int high, int low) {
        if (down.height[high] == 0 || up.height[low] == 0) {
            return false;
        }
        down.start(high);
        up.start(low);
        while (true) {
            int below = down.step(edgePart);
            if (below == Walk.END || (below >= 0 && up.seen(below))) {
                return below != Walk.END;
            }
            int above = up.step(edgeParent);
            if (above == Walk.END || (above >= 0 && down.seen(above))) {
                return above != Walk.END;
            }
        }
    }

    private static long key(int p, int c) {
        return (long) p << 32 | c;
    }

    /** One direction: the links of every node, its height, and a search that goes one edge at a time. */
    private static final class Walk {
        static final int END = -2;

        int[] head = new int[0];
        int[] next = new int[16];
        byte[] height = new byte[0];
        private int[] mark = new int[0];
        private int[] queue = new int[16];
        private int stamp;
        private int first;
        private int last;
        private int edge;

        void room(int node) {
            if (node < head.length) {
                return;
            }
            int was = head.length;
            int room = Math.max(64, node * 2);
            head = Arrays.copyOf(head, room);
            height = Arrays.copyOf(height, room);
            mark = Arrays.copyOf(mark, room);
            Arrays.fill(head, was, room, NONE);
        }

        void link(int node, int newEdge) {
            if (newEdge >= next.length) {
                next = Arrays.copyOf(next, newEdge * 2);
            }
            next[newEdge] = head[node];
            head[node] = newEdge;
        }

        void start(int node) {
            stamp++;
            first = 0;
            last = 0;
            visit(node);
            edge = head[node];
        }

        boolean seen(int node) {
            return mark[node] == stamp;
        }

        /** Follows one edge: the node newly found, {@link #NONE} where it was no news, {@link #END} when all is seen. */
        int step(int[] far) {
            while (edge == NONE) {
                if (++first == last) {
                    return END;
                }
                edge = head[queue[first]];
            }
            int found = far[edge];
            edge = next[edge];
            return seen(found) ? NONE : visit(found);
        }

        private int visit(int node) {
            mark[node] = stamp;
            if (last == queue.length) {
                queue = Arrays.copyOf(queue, last * 2);
            }
            queue[last++] = node;
            return node;
        }
    }
}
