package org.echt.core.serial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.echt.core.keys.KeyRing;
import org.echt.core.keys.KeySlot;
import org.echt.core.serial.Authentication.Reason;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {
    private static final String WORDS = WordLists.standard().id();
    private static final KeySlot OLD = Fixtures.slot('7', 1, KeySlot.State.RETIRED);
    private static final KeySlot NEW = Fixtures.slot('7', 2, KeySlot.State.OPEN);
    private static final KeySlot OTHER = Fixtures.slot('A', 1, KeySlot.State.OPEN);
    private static final KeyRing RING = Fixtures.ring(OLD, NEW, OTHER);
    private static final Batch B0 = Fixtures.batch(0, 1000, CodeLength.L18, '7', 1, WORDS);
    private static final Batch B1 = Fixtures.batch(1, 1000, CodeLength.L18, '7', 2, "");
    private static final Batch B2 = Fixtures.batch(2, 1000, CodeLength.L16, '7', 2, WORDS);
    private static final Batch B3 = Fixtures.batch(3, 1000, CodeLength.L20, 'A', 1, "");
    private static final Batch B9 = Fixtures.batch(9, 1000, CodeLength.L18, 'A', 1, WORDS);
    private static final BatchTable TABLE = BatchTable.of(List.of(B9, B0, B1, B2, B3));
    private static final Authenticator AUTHENTICATOR = new Authenticator(RING, TABLE, WordLists::byId);

    @Test
    void everyIssuedCodeIsAuthentic() {
        for (Batch batch : TABLE) {
            for (long item = batch.firstItem(); item <= batch.lastItem(); item++) {
                SerialCode code = AUTHENTICATOR.codeOf(item);
                var authentic = assertInstanceOf(Authentication.Authentic.class, AUTHENTICATOR.authenticate(code));
                assertEquals(item, authentic.code().item());
                assertEquals(batch, authentic.code().batch());
                assertEquals(code, authentic.code().code());
            }
        }
    }

    @Test
    void whatWasNotIssuedIsNot() {
        assertEquals(Reason.BEYOND_COUNT, reason(code(OLD, CodeLength.L18, ItemNumber.of(0, 1000))));
        assertEquals(Reason.NO_BATCH, reason(code(OLD, CodeLength.L18, ItemNumber.of(4, 0))));
        assertEquals(Reason.OTHER_KEY, reason(code(OLD, CodeLength.L18, ItemNumber.of(1, 0))));
        assertEquals(Reason.OTHER_KEY, reason(code(OTHER, CodeLength.L18, ItemNumber.of(0, 0))));
        assertEquals(Reason.OTHER_KEY, reason(code(NEW, CodeLength.L18, ItemNumber.of(2, 0))));
        assertEquals(Reason.SALT, reason(NaiveCode.code(Fixtures.KEY, '7', CodeLength.L18, 0, 5, 3)));
        assertEquals(
                new Authentication.NotOurSlot('Z'),
                AUTHENTICATOR.authenticate(new SerialCode("Z00000000000000" + NaiveCode.checks("Z00000000000000"))));
        var random = new Random(5);
        int zeros = 0;
        for (int i = 0; i < 2000; i++) {
            String code = "7" + Fixtures.randomCode(random, CodeLength.L18).substring(1, 15);
            zeros += reason(code + NaiveCode.checks(code)) == Reason.ZERO_BITS ? 1 : 0;
        }
        assertEquals(2000, zeros, 30, "seed 5");
    }

    @Test
    void bulkAnswersLikeOneByOne() {
        List<SerialCode> codes = mixed();
        long[] items = AUTHENTICATOR.authenticateAll(codes);
        byte[] symbols = new byte[20 * codes.size()];
        int[] offsets = new int[codes.size()];
        byte[] lengths = new byte[codes.size()];
        for (int i = 0; i < codes.size(); i++) {
            offsets[i] = 20 * i;
            byte[] printed = codes.get(i).printed().getBytes(StandardCharsets.US_ASCII);
            lengths[i] = (byte) CodeReader.canonical(printed, 0, printed.length, symbols, 20 * i);
            long expected =
                    AUTHENTICATOR.authenticate(codes.get(i)) instanceof Authentication.Authentic(AuthenticCode c)
                            ? c.item()
                            : ItemNumber.NONE;
            assertEquals(expected, items[i]);
        }
        long[] again = new long[codes.size()];
        AUTHENTICATOR.authenticateAll(symbols, offsets, lengths, codes.size(), again);
        assertArrayEquals(items, again);
        AUTHENTICATOR.authenticateAll(symbols, offsets, new byte[] {-1, 17}, 2, again);
        assertArrayEquals(new long[] {-1, -1}, Arrays.copyOf(again, 2));
    }

    /** Issued codes of all batches and invented ones, shuffled. */
    private static List<SerialCode> mixed() {
        var codes = new ArrayList<SerialCode>();
        for (Batch batch : TABLE) {
            for (int i = 0; i < 600; i++) {
                codes.add(AUTHENTICATOR.codeOf(batch.firstItem() + i));
            }
        }
        var random = new Random(8);
        for (int i = 0; i < 600; i++) {
            codes.add(new SerialCode(Fixtures.randomCode(random, Fixtures.length(16 + 2 * (i % 3)))));
            codes.add(new SerialCode(code(OLD, CodeLength.L18, ItemNumber.of(0, 1000 + i))));
        }
        Collections.shuffle(codes, random);
        return codes;
    }

    @Test
    void manyVirtualThreads() throws Exception {
        List<SerialCode> codes = mixed();
        long[] expected = AUTHENTICATOR.authenticateAll(codes);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Authentication>>();
            for (SerialCode code : codes) {
                answers.add(threads.submit(() -> AUTHENTICATOR.authenticate(code)));
            }
            for (int i = 0; i < expected.length; i++) {
                boolean authentic = answers.get(i).get() instanceof Authentication.Authentic;
                assertEquals(expected[i] >= 0, authentic);
            }
        }
    }

    @Test
    void newBatchesSameKeys() {
        Batch added = Fixtures.batch(10, 5, CodeLength.L18, '7', 2, "");
        String code = code(NEW, CodeLength.L18, added.lastItem());
        assertEquals(Reason.NO_BATCH, reason(code));
        Authenticator later = AUTHENTICATOR.with(BatchTable.of(List.of(B0, added)));
        assertInstanceOf(Authentication.Authentic.class, later.authenticate(new SerialCode(code)));
        assertEquals(2, later.batches().size());
    }

    @Test
    void missingWordListOrKeyIsTold() {
        Batch strange = Fixtures.batch(0, 5, CodeLength.L18, '7', 1, "1999-00000000");
        assertThrows(
                IllegalArgumentException.class,
                () -> new Authenticator(RING, BatchTable.of(List.of(strange)), WordLists::byId));
        var without = new Authenticator(Fixtures.ring(OTHER), TABLE, WordLists::byId);
        assertThrows(IllegalStateException.class, () -> without.codeOf(B0.firstItem()));
        assertThrows(IllegalArgumentException.class, () -> AUTHENTICATOR.codeOf(B0.lastItem() + 1));
        assertThrows(IllegalArgumentException.class, () -> AUTHENTICATOR.codeOf(ItemNumber.foreignPart(1)));
    }

    @Test
    void tableFindsBySparseAndDenseNumbers() {
        for (Batch batch : TABLE) {
            assertEquals(batch, TABLE.find(batch.number()));
            assertEquals(batch, TABLE.batchOf(batch.lastItem()));
            assertNull(TABLE.batchOf(batch.lastItem() + 1));
        }
        assertNull(TABLE.find(4));
        assertNull(TABLE.find(-1));
        assertNull(TABLE.batchOf(-1));
        assertNull(TABLE.batchOf(ItemNumber.foreignPart(0)));
        assertEquals(9, TABLE.maxNumber());
        assertEquals(-1, BatchTable.of(List.of()).maxNumber());
        assertEquals(3000, TABLE.issued('7'));
        assertEquals(2000, TABLE.issued('A'));
        assertEquals(0, TABLE.issued('B'));
        assertNotNull(TABLE.find(9));
        assertThrows(IllegalArgumentException.class, () -> BatchTable.of(List.of(B0, B0)));
        assertThrows(IllegalArgumentException.class, () -> TABLE.issued('U'));
    }

    private static String code(KeySlot slot, CodeLength length, long item) {
        return new SlotCodec(slot, length, WordLists.standard()).code(item).text();
    }

    private static Reason reason(String code) {
        return assertInstanceOf(Authentication.NotIssued.class, AUTHENTICATOR.authenticate(new SerialCode(code)))
                .reason();
    }
}
