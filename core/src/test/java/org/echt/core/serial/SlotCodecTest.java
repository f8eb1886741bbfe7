package org.echt.core.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlotCodecTest {
    /** Common enough that several salts are needed now and then. */
    private static final List<String> MANY = commonWords();

    private static final int CODES = 3000;

    @Test
    void writesTheNaiveCodeWithTheFirstCleanSalt() {
        WordList words = WordList.of("many", MANY);
        for (CodeLength length : CodeLength.values()) {
            var codec = new SlotCodec(Fixtures.slot7(), length, words);
            String[] lines = lines(codec, length, 11, 5, CODES);
            int salted = 0;
            for (int i = 0; i < CODES; i++) {
                int salt = 0;
                String expected = NaiveCode.code(Fixtures.KEY, '7', length, 11, 5 + i, 0);
                while (salt < 7 && NaiveCode.spells(expected, MANY)) {
                    salt++;
                    expected = NaiveCode.code(Fixtures.KEY, '7', length, 11, 5 + i, salt);
                }
                salted += salt > 0 ? 1 : 0;
                assertEquals(expected, lines[i]);
                long item = ItemNumber.of(11, 5 + i);
                assertEquals(expected, codec.code(item).text());
                assertEquals(item, codec.open(new SerialCode(expected)));
            }
            assertTrue(salted > CODES / 50, salted + " salted");
        }
    }

    /** Of the eight spellings of an item exactly one opens. */
    @Test
    void onlyTheCanonicalSaltOpens() {
        WordList words = WordList.of("many", MANY);
        var codec = new SlotCodec(Fixtures.slot7(), CodeLength.L18, words);
        for (int i = 0; i < 500; i++) {
            int opened = 0;
            for (int salt = 0; salt < 8; salt++) {
                String code = NaiveCode.code(Fixtures.KEY, '7', CodeLength.L18, 4, i, salt);
                opened += codec.open(new SerialCode(code)) >= 0 ? 1 : 0;
            }
            assertEquals(1, opened);
        }
    }

    @Test
    void lastSaltIsUsedWhenAllAreUnwanted() {
        WordList everything = WordList.of("all", everyRunThatBeginsWith("7"));
        var codec = new SlotCodec(Fixtures.slot7(), CodeLength.L18, everything);
        long item = ItemNumber.of(2, 9);
        String expected = NaiveCode.code(Fixtures.KEY, '7', CodeLength.L18, 2, 9, 7);
        assertEquals(expected, codec.code(item).text());
        assertEquals(expected, lines(codec, CodeLength.L18, 2, 9, 1)[0]);
        assertEquals(item, codec.open(new SerialCode(expected)));
        String first = NaiveCode.code(Fixtures.KEY, '7', CodeLength.L18, 2, 9, 0);
        assertEquals(ItemNumber.NONE, codec.open(new SerialCode(first)));
    }

    @Test
    void bulkOpensLikeOneByOne() {
        for (CodeLength length : CodeLength.values()) {
            var codec = new SlotCodec(Fixtures.slot7(), length, WordLists.standard());
            String[] lines = lines(codec, length, 3, 0, 700);
            lines[17] = NaiveCode.code(Fixtures.KEY, '7', length, 3, 17, 5);
            byte[] codes = String.join("", lines).getBytes(StandardCharsets.US_ASCII);
            long[] items = new long[700];
            codec.open(codes, 700, items);
            for (int i = 0; i < 700; i++) {
                assertEquals(i == 17 ? ItemNumber.NONE : ItemNumber.of(3, i), items[i]);
            }
        }
    }

    @Test
    void largestFields() {
        for (CodeLength length : CodeLength.values()) {
            var codec = new SlotCodec(Fixtures.slot7(), length, WordList.NONE);
            long index = (1L << length.indexBits) - 1;
            long item = ItemNumber.of(length.maxBatch(), index);
            assertEquals(item, codec.open(codec.code(item)));
            assertThrows(IllegalArgumentException.class, () -> codec.write(0, index, 2, new byte[100], 0));
            assertThrows(IllegalArgumentException.class, () -> codec.write(-1, 0, 1, new byte[100], 0));
        }
    }

    @Test
    void numbersAreNeverWritten() {
        String numeric = CodeReaderTest.numericCode();
        byte[] ascii = numeric.getBytes(StandardCharsets.US_ASCII);
        CodeFormat format = CodeFormat.of(CodeLength.L18);
        assertTrue(CodeFormat.isNumeric(format.readHead(ascii, 0), format.readTail(ascii, 0)));
        for (int place = 0; place < ascii.length; place++) {
            for (int value = 10; value < 32; value++) {
                byte[] one = ascii.clone();
                one[place] = Alphabet.symbol(value);
                assertFalse(CodeFormat.isNumeric(format.readHead(one, 0), format.readTail(one, 0)));
            }
        }
    }

    @Test
    void textAndHalvesAreTheSame() {
        var random = new Random(1);
        for (CodeLength length : CodeLength.values()) {
            CodeFormat format = CodeFormat.of(length);
            for (int i = 0; i < 5000; i++) {
                byte[] ascii = Fixtures.randomCode(random, length).getBytes(StandardCharsets.US_ASCII);
                byte[] out = new byte[length.symbols];
                format.write(format.readHead(ascii, 0), format.readTail(ascii, 0), out, 0);
                assertEquals(new String(ascii, StandardCharsets.US_ASCII), new String(out, StandardCharsets.US_ASCII));
            }
        }
    }

    private static String[] lines(SlotCodec codec, CodeLength length, int batch, long index, int n) {
        byte[] out = new byte[3 + n * (length.symbols + 1)];
        assertEquals(out.length, codec.write(batch, index, n, out, 3));
        return new String(out, 3, out.length - 3, StandardCharsets.US_ASCII).split("\n");
    }

    private static List<String> commonWords() {
        var words = new ArrayList<String>();
        for (int value = 0; value < 32 * 32; value++) {
            char a = NaiveCode.SYMBOLS.charAt(value >> 5);
            char b = NaiveCode.SYMBOLS.charAt(value & 31);
            words.add("" + a + b + "7X");
            words.add("Q" + a + b + "XP");
            words.add("E" + a + b + "0");
        }
        return words;
    }

    private static List<String> everyRunThatBeginsWith(String first) {
        var words = new ArrayList<String>();
        for (int value = 0; value < 32 * 32 * 32; value++) {
            words.add(first
                    + NaiveCode.SYMBOLS.charAt(value >> 10)
                    + NaiveCode.SYMBOLS.charAt(value >> 5 & 31)
                    + NaiveCode.SYMBOLS.charAt(value & 31));
        }
        return words;
    }
}
