package org.echt.bench;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.echt.core.issuance.BlindedTree;
import org.echt.core.serial.Batch;
import org.echt.core.serial.Issuer;
import org.echt.core.serial.WordLists;
import org.echt.core.tlog.Hash;
import org.echt.testkit.MemoryStores;

/** Roots of batches beside making their codes, and the path of one code of a large batch. */
final class IssuanceBench implements Bench {
    private static final int CODES = 1 << BlindedTree.SUBTREE_BITS;
    private static final int LARGE = 10_000_000;
    private static final int CHUNK = 4_096;

    @Override
    public List<Figure> measure(Options options, PrintStream out) throws Exception {
        var issuer =
                new Issuer(new MemoryStores().batches(), () -> Codes.RING, InstantSource.system(), WordLists::byId);
        var small = Codes.batch(1, CODES);
        var tree = tree(issuer, small);
        var large = Codes.batch(2, LARGE);
        var largeTree = tree(issuer, large);
        var roots = roots(largeTree, 2);
        var outcomes = new Contest(2, 5)
                .add("root of a batch, codes made on the way", CODES, () -> roots(tree, 1))
                .add("making those codes", CODES, () -> make(issuer, small))
                .add("path in a batch of ten million, one thread", 1, () -> largeTree.path(LARGE / 2, roots, 1))
                .add("path in a batch of ten million, two threads", 1, () -> largeTree.path(LARGE / 2, roots, 2))
                .run(out);
        var root = outcomes.get(0);
        var codes = outcomes.get(1);
        double rate = root.perSecond();
        return List.of(
                new Figure(
                        "",
                        "issuance",
                        "root of a batch: codes made, blinded, hashed, one thread",
                        "%.1f M codes/s".formatted(rate / 1e6),
                        "making the codes alone, %.1f M codes/s".formatted(codes.perSecond() / 1e6),
                        "%.0f %%".formatted(100 * codes.wallNanos() / root.wallNanos()),
                        ">= 3 M codes/s",
                        rate >= 3e6),
                new Figure(
                        "",
                        "issuance",
                        "path of one code in a batch of 10 M",
                        "%.0f ms on one thread, %.0f ms on two"
                                .formatted(
                                        outcomes.get(2).wallNanos() / 1e6,
                                        outcomes.get(3).wallNanos() / 1e6),
                        "-",
                        "-",
                        "about 1 s",
                        outcomes.get(2).wallNanos() <= 1.5e9));
    }

    private static BlindedTree tree(Issuer issuer, Batch batch) {
        return new BlindedTree(batch, () -> issuer.codes(batch));
    }

    private static List<Hash> roots(BlindedTree tree, int threads) {
        var roots = new ArrayList<Hash>();
        tree.roots(0, threads, _ -> {}, (_, root) -> roots.add(root));
        return roots;
    }

    private static void make(Issuer issuer, Batch batch) {
        var codes = issuer.codes(batch);
        var lines = new byte[CHUNK * codes.line()];
        for (long index = 0; index < batch.count(); index += CHUNK) {
            codes.write(index, CHUNK, lines);
        }
    }
}
