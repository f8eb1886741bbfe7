package org.echt.core.canonical;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CanonicalJsonTest {
    private static final long SEED = Long.getLong("seed", 8785);
    private static final String OTHER = "{}[],:\"\\ 0e-.\u0001u";

    private static JsonNode vectors() {
        return JsonMapper.shared().readTree(Path.of(System.getProperty("echt.root"), "vectors", "canonical-json.json"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theBuilderOrdersTheMembers() throws NotCanonicalException {
        var value = Value.object()
                .put("type", "batch.committed")
                .put("batch", 7)
                .put("parts", List.of(Value.text("a"), new Value.Null()))
                .put("open", false)
                .put("inner", Value.object().put("€", -1))
                .build();
        var text =
                "{\"batch\":7,\"inner\":{\"€\":-1},\"open\":false,\"parts\":[\"a\",null],\"type\":\"batch.committed\"}";
        assertEquals(text, new String(CanonicalJson.write(value), StandardCharsets.UTF_8));
        assertEquals(value, CanonicalJson.readObject(utf8(text)));
        assertEquals("batch.committed", value.text("type").orElseThrow());
        assertEquals(7, value.whole("batch").orElseThrow());
        assertEquals(2, value.array("parts").orElseThrow().size());
        assertEquals(-1, value.object("inner").orElseThrow().whole("€").orElseThrow());
        assertTrue(value.text("batch").isEmpty() && value.whole("type").isEmpty());
        assertTrue(value.get("no such").isEmpty()
                && value.object("parts").isEmpty()
                && value.array("open").isEmpty());
    }

    @Test
    void canonicalTextsAreReadAndWrittenAlike() throws NotCanonicalException {
        var good = vectors().get("canonical");
        assertTrue(good.size() > 20);
        for (var vector : good) {
            byte[] bytes = HexFormat.of().parseHex(vector.get("bytes").asString());
            assertArrayEquals(bytes, CanonicalJson.write(CanonicalJson.read(bytes)), vector.toString());
        }
    }

    @Test
    void otherTextsAreRefusedWithTheirPlace() {
        var bad = vectors().get("refused");
        assertTrue(bad.size() > 40);
        for (var vector : bad) {
            byte[] bytes = HexFormat.of().parseHex(vector.get("bytes").asString());
            var refusal = assertThrows(NotCanonicalException.class, () -> CanonicalJson.read(bytes), vector.toString());
            assertEquals(vector.get("at").asInt(), refusal.at(), vector + " " + refusal.getMessage());
        }
    }

    @Test
    void depthAndSizeAreBounded() throws NotCanonicalException {
        String deep = "[".repeat(CanonicalJson.MAX_DEPTH) + "]".repeat(CanonicalJson.MAX_DEPTH);
        var deepest = CanonicalJson.read(utf8(deep));
        assertArrayEquals(utf8(deep), CanonicalJson.write(deepest));
        assertThrows(IllegalArgumentException.class, () -> CanonicalJson.write(new Value.Array(List.of(deepest))));
        var refusal = assertThrows(NotCanonicalException.class, () -> CanonicalJson.read(utf8("[".repeat(1 << 20))));
        assertEquals(CanonicalJson.MAX_DEPTH, refusal.at());
        assertThrows(NotCanonicalException.class, () -> CanonicalJson.read(new byte[CanonicalJson.MAX_BYTES + 1]));
    }

    @Test
    void nonsenseIsNamed() {
        assertThrows(IllegalArgumentException.class, () -> new Value.Text("\ud800"));
        assertThrows(IllegalArgumentException.class, () -> new Value.Text("a\udc00\ud800"));
        assertEquals(2, new Value.Text("\ud83d\ude00").value().length());
        assertThrows(
                IllegalArgumentException.class,
                () -> Value.object().put("\udfff", 1).build());
        assertThrows(IllegalArgumentException.class, () -> new Value.Whole(Value.MAX_WHOLE + 1));
        assertThrows(IllegalArgumentException.class, () -> new Value.Whole(Long.MIN_VALUE));
        assertThrows(
                IllegalArgumentException.class, () -> Value.object().put("a", 1).put("a", 2));
        assertThrows(NotCanonicalException.class, () -> CanonicalJson.readObject(utf8("[]")));
    }

    /** Jackson reads the same from what we write, and we read the same back. */
    @Test
    void anotherReaderAgrees() throws NotCanonicalException {
        var random = new Random(SEED);
        for (int i = 0; i < 3000; i++) {
            var value = any(random, 4);
            byte[] bytes = CanonicalJson.write(value);
            assertEquals(value, CanonicalJson.read(bytes), "seed " + SEED + " round " + i);
            assertEquals(value, of(JsonMapper.shared().readTree(bytes)), "seed " + SEED + " round " + i);
        }
    }

    /** One changed byte is refused, or it is the canonical spelling of another value. */
    @Test
    void noTwoSpellingsOfOneValue() {
        var random = new Random(SEED);
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = CanonicalJson.write(any(random, 3));
            byte[] changed = bytes.clone();
            changed[random.nextInt(changed.length)] = (byte) OTHER.charAt(random.nextInt(OTHER.length()));
            readOrRefuse(changed);
        }
    }

    @FuzzTest
    void fuzz(byte[] bytes) {
        readOrRefuse(bytes);
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            var value = CanonicalJson.read(bytes);
            assertArrayEquals(bytes, CanonicalJson.write(value));
            assertEquals(value, of(JsonMapper.shared().readTree(bytes)));
        } catch (NotCanonicalException e) {
            assertTrue(e.at() >= 0 && e.at() <= bytes.length, e.getMessage());
        } catch (JacksonException e) {
            throw new AssertionError("we read what is no JSON", e);
        }
    }

    private static Value any(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> new Value.Text(text(random));
            case 1 -> new Value.Whole(random.nextLong(-Value.MAX_WHOLE, Value.MAX_WHOLE + 1) >> random.nextInt(54));
            case 2 -> new Value.Bool(random.nextBoolean());
            case 3 -> new Value.Null();
            case 4 -> {
                var items = new ArrayList<Value>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    items.add(any(random, depth - 1));
                }
                yield new Value.Array(items);
            }
            default -> {
                var members = Value.object();
                for (int i = random.nextInt(5); i > 0; i--) {
                    members.put(i + text(random), any(random, depth - 1));
                }
                yield members.build();
            }
        };
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            int c = random.nextInt(random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT + 1);
            text.appendCodePoint(c >= 0xd800 && c <= 0xdfff ? 0x2028 : c);
        }
        return text.toString();
    }

    private static Value of(JsonNode node) {
        if (node.isString()) {
            return new Value.Text(node.asString());
        }
        if (node.isNumber()) {
            return new Value.Whole(node.bigIntegerValue().longValueExact());
        }
        if (node.isBoolean()) {
            return new Value.Bool(node.asBoolean());
        }
        if (node.isNull()) {
            return new Value.Null();
        }
        if (node.isArray()) {
            var items = new ArrayList<Value>();
            node.forEach(item -> items.add(of(item)));
            return new Value.Array(items);
        }
        var members = Value.object();
        node.properties().forEach(member -> members.put(member.getKey(), of(member.getValue())));
        return members.build();
    }
}
