package org.echt.core.issuance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.echt.core.serial.Batch;
import org.echt.core.serial.BatchCodes;
import org.echt.core.tlog.Frontier;
import org.echt.core.tlog.Hash;

/**
 * The blinded tree over the codes of one batch (spec/issuance.md). Computed, never stored but for the roots of its
 * subtrees of 2^{@value #SUBTREE_BITS} codes. Thread-safe.
 */
public final class BlindedTree {
    /** A subtree has 2^22 codes, the last one what is left. */
    public static final int SUBTREE_BITS = 22;

    private final Batch batch;
    private final Supplier<BatchCodes> codes;
    private final int bits;

    /** @param codes makes the batch's codes, a new one for each thread */
    public BlindedTree(Batch batch, Supplier<BatchCodes> codes) {
        this(batch, codes, SUBTREE_BITS);
    }

    BlindedTree(Batch batch, Supplier<BatchCodes> codes, int bits) {
        this.batch = batch;
        this.codes = codes;
        this.bits = bits;
    }

    /** How many subtrees a batch of {@code count} codes has. */
    public static int subtrees(long count) {
        return subtrees(count, SUBTREE_BITS);
    }

    private static int subtrees(long count, int bits) {
        return Math.toIntExact((count + (1L << bits) - 1) >> bits);
    }

    /** Hears of the root of a subtree; called by the thread that asked. */
    @FunctionalInterface
    public interface Roots {
        /** @param place number of the subtree, from 0 */
        void root(int place, Hash root);
    }

    /**
     * Computes the roots of the subtrees {@code from} to the last, and tells each in its order as soon as it is there.
     *
     * @param threads how many compute beside each other, from 1
     * @param progress told the number of codes hashed so far, about ten times a second, by the calling thread; may throw
     *     to end the work
     */
    public void roots(int from, int threads, LongConsumer progress, Roots roots) {
        int all = subtrees(batch.count(), bits);
        var hashed = new LongAdder();
        try (var crew = new Crew(threads, () -> progress.accept(hashed.sum()))) {
            var running = new ArrayList<Crew.Task<Hash>>();
            int next = from;
            for (int place = from; place < all; place++) {
                // One for each thread, and one that waits: a batch of a trillion codes has very many.
                while (next < all && next <= place + threads) {
                    running.add(crew.start(hashing(subtree(next++), hashed)));
                }
                roots.root(place, crew.await(running.removeFirst()));
            }
        }
        progress.accept(hashed.sum());
    }

    /** The root of the tree over all subtree roots. */
    public static Hash root(List<Hash> subtrees) {
        return root(subtrees, new Span(0, subtrees.size()));
    }

    /**
     * The hashes beside the way from leaf {@code index} to the root, the leaf's sibling first. Hashes one subtree again.
     *
     * @param subtrees the roots of all subtrees
     * @param threads how many compute beside each other, from 1
     */
    public List<Hash> path(long index, List<Hash> subtrees, int threads) {
        if (index < 0 || index >= batch.count() || subtrees.size() != subtrees(batch.count(), bits)) {
            throw new IllegalArgumentException("no path for index " + index + " in batch " + batch.number() + " of "
                    + batch.count() + " codes and " + subtrees.size() + " subtrees");
        }
        int place = (int) (index >> bits);
        var path = new ArrayList<Hash>();
        try (var crew = new Crew(threads, () -> {})) {
            // The largest first, or the last thread would begin with it when the others are done.
            var tasks = subtree(place).beside(index).reversed().stream()
                    .map(span -> crew.start(hashing(span, new LongAdder())))
                    .toList();
            tasks.reversed().forEach(task -> path.add(crew.await(task)));
        }
        new Span(0, subtrees.size()).beside(place).forEach(span -> path.add(root(subtrees, span)));
        return path;
    }

    /** The blind and the code of one leaf. */
    BlindedLeaves.Opened open(long index) {
        return new BlindedLeaves(codes.get()).open(index);
    }

    private Span subtree(int place) {
        long from = (long) place << bits;
        return new Span(from, Math.min(from + (1L << bits), batch.count()));
    }

    private Callable<Hash> hashing(Span span, LongAdder hashed) {
        return () -> new BlindedLeaves(codes.get()).root(span.from(), span.to(), n -> {
            hashed.add(n);
            Crew.goOn();
        });
    }

    private static Hash root(List<Hash> subtrees, Span span) {
        // Above the subtrees the tree is one over their roots: 2^22 divides every place where RFC 6962 splits.
        var frontier = new Frontier();
        subtrees.subList((int) span.from(), (int) span.to()).forEach(frontier::add);
        return frontier.root();
    }
}
