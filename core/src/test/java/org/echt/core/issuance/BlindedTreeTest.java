package org.echt.core.issuance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.echt.core.keys.KeySlot;
import org.echt.core.serial.Batch;
import org.echt.core.serial.CodeLength;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.SlotCodec;
import org.echt.core.serial.WordList;
import org.echt.core.tlog.Hash;
import org.echt.core.tlog.Inclusion;
import org.junit.jupiter.api.Test;

class BlindedTreeTest {
    private static final KeySlot SLOT = Samples.slot(Samples.keys(1), '7', 1);
    /** Subtrees of 64 codes, so that small batches have many. */
    private static final int BITS = 6;

    private static BlindedTree tree(Batch batch) {
        return new BlindedTree(batch, () -> Samples.issuer(SLOT).codes(batch), BITS);
    }

    private static Batch batch(int count) {
        return Samples.batch(count % 50, count, CodeLength.L18, '7', 1);
    }

    /** One at a time, with nothing of the tree's own. */
    private static List<Hash> naiveLeaves(Batch batch) throws Exception {
        var codec = new SlotCodec(SLOT, batch.length(), WordList.NONE);
        var aes = SLOT.blinding().encryptor();
        var leaves = new ArrayList<Hash>();
        for (long i = 0; i < batch.count(); i++) {
            var block = ByteBuffer.allocate(16).putLong(batch.number()).putLong(i);
            var code = codec.code(ItemNumber.of(batch.number(), i)).text();
            leaves.add(
                    Hash.sha256(new byte[] {0}, aes.doFinal(block.array()), code.getBytes(StandardCharsets.US_ASCII)));
        }
        return leaves;
    }

    private static List<Hash> roots(Batch batch, int threads) {
        var roots = new ArrayList<Hash>();
        tree(batch).roots(0, threads, _ -> {}, (place, root) -> {
            assertEquals(roots.size(), place);
            roots.add(root);
        });
        return roots;
    }

    @Test
    void everySizeHasTheRootAndThePathsOfTheNaiveTree() throws Exception {
        var random = new Random(22);
        for (int count : new int[] {1, 2, 3, 63, 64, 65, 127, 128, 129, 192, 193, 511, 513, 1000}) {
            var batch = batch(count);
            var leaves = naiveLeaves(batch);
            var roots = roots(batch, 1 + random.nextInt(2));
            var root = Samples.naiveRoot(leaves);
            assertEquals(root, BlindedTree.root(roots), "count " + count);
            var indexes = IntStream.concat(IntStream.of(0, count - 1), random.ints(6, 0, count));
            for (int index : indexes.toArray()) {
                var path = tree(batch).path(index, roots, 1 + random.nextInt(3));
                assertEquals(Samples.naivePath(index, leaves), path, "count " + count + ", index " + index);
                assertTrue(new Inclusion(index, count, path).verify(leaves.get(index), root));
            }
        }
    }

    @Test
    void goesOnFromAnySubtree() {
        var batch = batch(1000);
        var all = roots(batch, 1);
        assertEquals(16, all.size());
        for (int from : new int[] {0, 1, 7, 15, 16}) {
            var rest = new ArrayList<Hash>();
            tree(batch).roots(from, 2, _ -> {}, (_, root) -> rest.add(root));
            assertEquals(all.subList(from, all.size()), rest);
        }
    }

    @Test
    void otherBatchesAndKeysHaveOtherRoots() {
        var here = BlindedTree.root(roots(batch(100), 1));
        var other = Samples.batch(3, 100, CodeLength.L18, '7', 1);
        assertTrue(!here.equals(BlindedTree.root(roots(other, 1))));
        var reblinded = new KeySlot(
                "acme",
                '7',
                1,
                SLOT.state(),
                SLOT.key(),
                SLOT.inside(),
                Samples.keys(2).blindingKey("acme", '7', 1));
        var roots = new ArrayList<Hash>();
        new BlindedTree(batch(100), () -> Samples.issuer(reblinded).codes(batch(100)), BITS)
                .roots(0, 1, _ -> {}, (_, root) -> roots.add(root));
        assertTrue(!here.equals(BlindedTree.root(roots)));
    }

    @Test
    void whoWatchesMayEndTheWork() {
        var batch = Samples.batch(5, 4_000_000, CodeLength.L18, '7', 1);
        var tree = new BlindedTree(batch, () -> Samples.issuer(SLOT).codes(batch));
        assertThrows(
                Enough.class,
                () -> tree.roots(
                        0,
                        2,
                        _ -> {
                            throw new Enough();
                        },
                        (_, _) -> {}));
    }

    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Test
    void whatIsNoCodeHasNoPath() {
        var batch = batch(100);
        var roots = roots(batch, 1);
        assertThrows(IllegalArgumentException.class, () -> tree(batch).path(100, roots, 1));
        assertThrows(IllegalArgumentException.class, () -> tree(batch).path(-1, roots, 1));
        assertThrows(IllegalArgumentException.class, () -> tree(batch).path(1, roots.subList(0, 1), 1));
    }
}
