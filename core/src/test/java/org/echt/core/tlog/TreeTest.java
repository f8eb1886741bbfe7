package org.echt.core.tlog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Frontier and proofs against {@link NaiveTree}, exhaustively for small trees. */
class TreeTest {
    private static final int MOST = 300;
    private static final List<byte[]> DATA = data(MOST);

    private static List<byte[]> data(int count) {
        var random = new Random(20261129);
        var data = new ArrayList<byte[]>();
        for (int i = 0; i < count; i++) {
            var leaf = new byte[random.nextInt(40)];
            random.nextBytes(leaf);
            data.add(leaf);
        }
        return data;
    }

    private static Hash root(int size) {
        return Hash.of(NaiveTree.root(DATA.subList(0, size)));
    }

    @Test
    void theFrontierHasTheRootOfEverySize() {
        var frontier = new Frontier();
        for (int size = 0; ; size++) {
            assertEquals(size, frontier.size());
            assertEquals(root(size), frontier.root());
            var again = Frontier.ofState(frontier.state());
            assertEquals(frontier.root(), again.root());
            assertArrayEquals(frontier.state(), again.state());
            if (size == MOST) {
                return;
            }
            frontier = size % 3 == 0 ? again : frontier;
            frontier.add(Hash.leaf(DATA.get(size)));
        }
    }

    @Test
    void completeSubtreesAreToldOnceEach() {
        var told = new HashMap<List<Long>, Hash>();
        var frontier =
                new Frontier(2, (height, index, root) -> assertNull(told.put(List.of((long) height, index), root)));
        byte[] hashes = new byte[MOST * Hash.BYTES];
        for (int i = 0; i < MOST; i++) {
            Hash.leaf(DATA.get(i)).copyTo(hashes, i * Hash.BYTES);
            frontier.add(hashes, i * Hash.BYTES);
        }
        int expected = 0;
        for (int height = 2; MOST >> height > 0; height++) {
            for (int index = 0; index < MOST >> height; index++) {
                var part = DATA.subList(index << height, (index + 1) << height);
                assertEquals(Hash.of(NaiveTree.root(part)), told.get(List.of((long) height, (long) index)));
                expected++;
            }
        }
        assertEquals(expected, told.size());
    }

    @Test
    void aStateThatDoesNotFitIsRefused() {
        var frontier = new Frontier();
        frontier.add(Hash.EMPTY_ROOT);
        byte[] state = frontier.state();
        assertThrows(IllegalArgumentException.class, () -> Frontier.ofState(new byte[7]));
        state[7] = 3;
        assertThrows(IllegalArgumentException.class, () -> Frontier.ofState(state));
        state[0] = -1;
        assertThrows(IllegalArgumentException.class, () -> Frontier.ofState(state));
    }

    @Test
    void everyInclusionProofHolds() {
        for (int size = 1; size <= MOST; size += size < 40 ? 1 : 13) {
            var data = DATA.subList(0, size);
            var root = root(size);
            for (int index = 0; index < size; index++) {
                var proof = new Inclusion(index, size, NaiveTree.hashes(NaiveTree.path(index, data)));
                assertTrue(proof.verify(Hash.leaf(DATA.get(index)), root), index + " of " + size);
            }
        }
    }

    @Test
    void everyConsistencyProofHolds() {
        for (int newer = 1; newer <= MOST; newer += newer < 40 ? 1 : 29) {
            for (int older = 1; older <= newer; older++) {
                var path = NaiveTree.hashes(NaiveTree.proof(older, DATA.subList(0, newer)));
                assertTrue(new Consistency(older, newer, path).verify(root(older), root(newer)), older + ", " + newer);
            }
        }
    }

    /** Each bit of each hash, and every other size and place. */
    @Test
    void nothingElsePasses() {
        for (int size : List.of(1, 2, 3, 7, 8, 21)) {
            var root = root(size);
            for (int index = 0; index < size; index++) {
                long at = index;
                var leaf = Hash.leaf(DATA.get(index));
                var path = NaiveTree.hashes(NaiveTree.path(index, DATA.subList(0, size)));
                refuseFlips(path, p -> new Inclusion(at, size, p).verify(leaf, root));
                refuseFlips(List.of(leaf, root), p -> new Inclusion(at, size, path).verify(p.get(0), p.get(1)));
                refuseOther(index, size, path, leaf, root);
            }
        }
    }

    /** Another size may have the same shape on the way to this leaf and is then refused by its root alone. */
    private static void refuseOther(int index, int size, List<Hash> path, Hash leaf, Hash root) {
        for (int other = -1; other <= 33; other++) {
            assertTrue(other == index || !new Inclusion(other, size, path).verify(leaf, root));
            assertTrue(other == size
                    || other < 0
                    || !new Inclusion(index, other, path).verify(leaf, root(other))
                    || root(other).equals(root));
        }
        var longer = new ArrayList<>(path);
        longer.add(root);
        assertFalse(new Inclusion(index, size, longer).verify(leaf, root));
        if (!path.isEmpty()) {
            assertFalse(new Inclusion(index, size, path.subList(1, path.size())).verify(leaf, root));
        }
    }

    @Test
    void noOtherGrowthPasses() {
        for (int newer : List.of(1, 2, 3, 7, 8, 21)) {
            for (int older = 1; older <= newer; older++) {
                int from = older;
                var path = NaiveTree.hashes(NaiveTree.proof(older, DATA.subList(0, newer)));
                var roots = List.of(root(older), root(newer));
                refuseFlips(path, p -> new Consistency(from, newer, p).verify(roots.get(0), roots.get(1)));
                refuseFlips(roots, p -> new Consistency(from, newer, path).verify(p.get(0), p.get(1)));
                for (int other = -1; other <= 33; other++) {
                    var otherRoot = root(Math.max(other, 0));
                    assertTrue(other == older || !new Consistency(other, newer, path).verify(otherRoot, roots.get(1)));
                    assertTrue(other == newer || !new Consistency(older, other, path).verify(roots.get(0), otherRoot));
                }
            }
        }
    }

    @Test
    void anEmptyTreeProvesNothing() {
        var some = Hash.leaf(new byte[0]);
        assertFalse(new Consistency(0, 0, List.of()).verify(Hash.EMPTY_ROOT, Hash.EMPTY_ROOT));
        assertFalse(new Consistency(0, 1, List.of()).verify(Hash.EMPTY_ROOT, some));
        assertFalse(new Inclusion(0, 0, List.of()).verify(some, Hash.EMPTY_ROOT));
        assertFalse(new Inclusion(0, -1, List.of()).verify(some, some));
    }

    private static void refuseFlips(List<Hash> hashes, Predicate<List<Hash>> verify) {
        assertTrue(verify.test(hashes));
        for (int i = 0; i < hashes.size(); i++) {
            for (int bit = 0; bit < 256; bit++) {
                byte[] flipped = hashes.get(i).bytes();
                flipped[bit >> 3] ^= (byte) (1 << (bit & 7));
                var changed = new ArrayList<>(hashes);
                changed.set(i, Hash.of(flipped));
                assertFalse(verify.test(changed), "hash " + i + " bit " + bit);
            }
        }
    }
}
