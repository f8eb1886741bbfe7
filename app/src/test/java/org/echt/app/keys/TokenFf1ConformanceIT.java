package org.echt.app.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.StreamSupport;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.SecretKeySpec;
import org.echt.core.serial.CodeCipher;
import org.echt.core.serial.CodeLength;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * FF1 against NIST and Wycheproof with every AES block made in the token, and the fast cipher of codes beside it where it
 * can express the vector: radix 32, 32-byte key, tweak of one byte, 12, 14 or 16 numerals.
 *
 * <p>Subset: all valid vectors with a radix of 32, and NIST's samples. Invalid ones test refusals of a general interface
 * that is not ours.
 */
@Tag("conformance")
class TokenFf1ConformanceIT {
    private static final Token TOKEN = Token.open(SoftToken.settings());
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";

    @Test
    void nistSamples() {
        int run = 0;
        for (JsonNode v : read("nist_sp800_38g_ff1_samples.json")) {
            var ff1 = new StepwiseFf1(aes(hex(v, "key")), v.get("radix").asInt(), hex(v, "tweak"));
            int[] plain = numerals(v.get("plaintext").asString(), DIGITS);
            int[] cipher = numerals(v.get("ciphertext").asString(), DIGITS);
            assertArrayEquals(cipher, ff1.encrypt(plain), "sample " + v.get("sample"));
            assertArrayEquals(plain, ff1.decrypt(cipher), "sample " + v.get("sample"));
            run++;
        }
        assertEquals(9, run);
    }

    @Test
    void wycheproofLists() {
        assertTrue(wycheproof("aes_ff1_radix32_test.json") > 1000);
    }

    @Test
    void wycheproofStrings() {
        assertTrue(wycheproof("aes_ff1_base32_test.json") > 1000);
    }

    private static int wycheproof(String file) {
        int run = 0;
        for (JsonNode group : read(file).get("testGroups")) {
            for (JsonNode test : group.get("tests")) {
                if (test.get("result").asString().equals("valid")) {
                    one(group, test, file + " " + test.get("tcId"));
                    run++;
                }
            }
        }
        return run;
    }

    private static void one(JsonNode group, JsonNode test, String name) {
        int radix = group.get("radix").asInt();
        String alphabet = group.has("alphabet") ? group.get("alphabet").asString() : "";
        int[] plain = numerals(test.get("msg"), alphabet);
        int[] cipher = numerals(test.get("ct"), alphabet);
        byte[] key = hex(test, "key");
        byte[] tweak = hex(test, "tweak");
        var ff1 = new StepwiseFf1(aes(key), radix, tweak);
        assertArrayEquals(cipher, ff1.encrypt(plain), name);
        assertArrayEquals(plain, ff1.decrypt(cipher), name);
        boolean ours = radix == 32 && key.length == 32 && tweak.length == 1 && plain.length % 2 == 0;
        if (ours && plain.length >= 12 && plain.length <= 16) {
            fast(key, (char) tweak[0], plain, cipher, name);
        }
    }

    /** By the symbols of a body: the code has a slot symbol and three of check besides. */
    private static CodeLength length(int body) {
        return Arrays.stream(CodeLength.values())
                .filter(length -> length.symbols == body + 4)
                .findFirst()
                .orElseThrow();
    }

    private static void fast(byte[] key, char slot, int[] plain, int[] expected, String name) {
        int half = plain.length / 2;
        long[] hi = {number(plain, 0, half)};
        long[] lo = {number(plain, half, plain.length)};
        new CodeCipher(() -> aes(key), slot, length(plain.length)).encipher(hi, lo, 1);
        assertEquals(number(expected, 0, half), hi[0], name);
        assertEquals(number(expected, half, plain.length), lo[0], name);
    }

    /** The key goes into the token for the life of the cipher. */
    private static Cipher aes(byte[] key) {
        try {
            var inToken =
                    SecretKeyFactory.getInstance("AES", TOKEN.provider()).translateKey(new SecretKeySpec(key, "AES"));
            var cipher = Cipher.getInstance("AES/ECB/NoPadding", TOKEN.provider());
            cipher.init(Cipher.ENCRYPT_MODE, inToken);
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long number(int[] numerals, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            number = number << 5 | numerals[i];
        }
        return number;
    }

    private static int[] numerals(JsonNode node, String alphabet) {
        if (node.isString()) {
            return numerals(node.asString(), alphabet);
        }
        return StreamSupport.stream(node.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }

    private static int[] numerals(String text, String alphabet) {
        return text.chars().map(alphabet::indexOf).toArray();
    }

    private static byte[] hex(JsonNode node, String name) {
        return HexFormat.of().parseHex(node.get(name).asString());
    }

    private static JsonNode read(String file) {
        return JsonMapper.shared().readTree(Path.of(System.getProperty("echt.data"), "fpe", file));
    }
}
