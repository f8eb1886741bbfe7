package org.echt.core.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.crypto.Cipher;
import org.echt.core.keys.CodeKey;
import org.echt.core.keys.KeySlot;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SoftwareKeys;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** vectors/serial-code.json against the program and against the naive second implementation. */
class SerialVectorsTest {
    private static final JsonNode VECTORS = Fixtures.vectors();

    @Test
    void alphabetAndFormat() {
        assertEquals("E1", VECTORS.get("format").asString());
        assertEquals(Alphabet.SYMBOLS, VECTORS.get("alphabet").asString());
    }

    @Test
    void derivation() throws Exception {
        for (JsonNode v : VECTORS.get("derivation")) {
            var master = SecretBytes.copyOf(HexFormat.of().parseHex(text(v, "master")));
            CodeKey derived = new SoftwareKeys(master)
                    .codeKey(
                            text(v, "issuer"),
                            text(v, "symbol").charAt(0),
                            v.get("version").asInt());
            assertEquals(encryptZeros(Fixtures.key(text(v, "key"))), encryptZeros(derived), text(v, "info"));
        }
    }

    private static String encryptZeros(CodeKey key) throws Exception {
        Cipher cipher = key.encryptor();
        return HexFormat.of().formatHex(cipher.doFinal(new byte[16]));
    }

    @Test
    void codes() {
        for (JsonNode v : VECTORS.get("codes")) {
            CodeLength length = Fixtures.length(v.get("length").asInt());
            char slot = text(v, "slot").charAt(0);
            int batch = v.get("batch").asInt();
            long index = v.get("index").asLong();
            int salt = v.get("salt").asInt();
            String expected = text(v, "code");
            byte[] key = HexFormat.of().parseHex(text(v, "key"));
            assertEquals(expected, NaiveCode.code(key, slot, length, batch, index, salt), "naive");
            assertEquals(expected, enciphered(key, slot, length, batch, index, salt));
            assertEquals(text(v, "plaintext"), plaintext(length, batch, index, salt));
            assertEquals(expected, new SerialCode(expected).text());
        }
    }

    private static String enciphered(byte[] key, char slot, CodeLength length, int batch, long index, int salt) {
        CodeFormat format = CodeFormat.of(length);
        long[] hi = {format.plainHi(batch, index)};
        long[] lo = {format.plainLo(index, salt)};
        new CodeCipher(Fixtures.key(key), slot, length).encipher(hi, lo, 1);
        byte[] out = new byte[length.symbols];
        int value = Alphabet.value(slot);
        format.write(format.head(value, hi[0]), format.tail(value, hi[0], lo[0]), out, 0);
        return new String(out, StandardCharsets.US_ASCII);
    }

    private static String plaintext(CodeLength length, int batch, long index, int salt) {
        CodeFormat format = CodeFormat.of(length);
        return BigInteger.valueOf(format.plainHi(batch, index))
                .shiftLeft(format.halfBits)
                .or(BigInteger.valueOf(format.plainLo(index, salt)))
                .toString(16);
    }

    @Test
    void codesFromCodecAreOfSaltZero() {
        for (JsonNode v : VECTORS.get("codes")) {
            if (v.get("salt").asInt() == 0) {
                char symbol = text(v, "slot").charAt(0);
                var slot = new KeySlot("acme", symbol, 1, KeySlot.State.OPEN, Fixtures.key(text(v, "key")));
                var codec = new SlotCodec(slot, Fixtures.length(v.get("length").asInt()), WordList.NONE);
                long item = ItemNumber.of(v.get("batch").asInt(), v.get("index").asLong());
                assertEquals(text(v, "code"), codec.code(item).text());
                assertEquals(item, codec.open(new SerialCode(text(v, "code"))));
            }
        }
    }

    @Test
    void salted() {
        JsonNode salted = VECTORS.get("salted");
        List<String> words = StreamSupport.stream(salted.get("words").spliterator(), false)
                .map(JsonNode::asString)
                .toList();
        WordList list = WordList.of(text(salted, "version"), words);
        for (JsonNode v : salted.get("codes")) {
            CodeLength length = Fixtures.length(v.get("length").asInt());
            var codec = new SlotCodec(Fixtures.slot7(), length, list);
            long item = ItemNumber.of(v.get("batch").asInt(), v.get("index").asLong());
            assertEquals(text(v, "code"), codec.code(item).text());
            assertEquals(item, codec.open(new SerialCode(text(v, "code"))));
            assertEquals(ItemNumber.NONE, codec.open(new SerialCode(text(v, "refused"))), "not the first clean salt");
            assertTrue(NaiveCode.spells(text(v, "refused"), words));
        }
    }

    @Test
    void corrections() {
        for (JsonNode v : VECTORS.get("corrections")) {
            String input = text(v, "input");
            ReadingNotes.check(v, text(v, "mistake"), CodeReader.read(input), input);
        }
    }

    @Test
    void reading() {
        for (JsonNode v : VECTORS.get("reading")) {
            ReadingNotes.check(v, text(v, "outcome"), CodeReader.read(text(v, "input")), text(v, "why"));
        }
    }

    private static String text(JsonNode node, String name) {
        return node.get(name).asString();
    }
}
