package org.echt.core.serial;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.echt.core.gs1.Gtin;
import org.echt.core.keys.CodeKey;
import org.echt.core.keys.KeyRing;
import org.echt.core.keys.KeySlot;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SoftwareKeys;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the tests of this room share. */
final class Fixtures {
    static final byte[] KEY =
            HexFormat.of().parseHex("4b7b46dbdf47089e026fd45c24522fa48f83e8bf718dfc4795432a2fb60afd1c");
    static final Gtin GTIN = Gtin.of("09506000134352");

    private Fixtures() {}

    static JsonNode vectors() {
        return vectors("serial-code.json");
    }

    static JsonNode vectors(String file) {
        return JsonMapper.shared().readTree(Path.of(System.getProperty("echt.root"), "vectors", file));
    }

    static CodeKey key(byte[] aes) {
        return SoftwareKeys.ofAes256(SecretBytes.copyOf(aes));
    }

    static CodeKey key(String hex) {
        return key(HexFormat.of().parseHex(hex));
    }

    static KeySlot slot(char symbol, int version, KeySlot.State state) {
        byte[] aes = KEY.clone();
        aes[0] = (byte) symbol;
        aes[1] = (byte) version;
        return new KeySlot("acme", symbol, version, state, key(symbol == '7' && version == 1 ? KEY : aes));
    }

    static KeySlot slot7() {
        return slot('7', 1, KeySlot.State.OPEN);
    }

    static KeyRing ring(KeySlot... slots) {
        return new KeyRing(List.of(slots));
    }

    static Batch batch(int number, long count, CodeLength length, char slot, int version, String words) {
        return new Batch(
                number,
                "order " + number,
                GTIN,
                "LOT" + number,
                "maker",
                count,
                length,
                slot,
                version,
                words,
                LocalDate.of(2026, 11, 2),
                Instant.parse("2026-11-03T10:00:00Z"));
    }

    static CodeLength length(int symbols) {
        return switch (symbols) {
            case 16 -> CodeLength.L16;
            case 18 -> CodeLength.L18;
            case 20 -> CodeLength.L20;
            default -> throw new IllegalArgumentException("no code has " + symbols + " symbols");
        };
    }

    static String randomCode(Random random, CodeLength length) {
        var text = new StringBuilder();
        for (int i = 0; i < length.symbols - 3; i++) {
            text.append(NaiveCode.SYMBOLS.charAt(random.nextInt(32)));
        }
        return text + NaiveCode.checks(text.toString());
    }
}
