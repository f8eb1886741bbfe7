package org.echt.app.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.echt.core.keys.Ed25519Key;
import org.echt.core.keys.SecretBytes;
import org.junit.jupiter.api.Test;

class BouncyEd25519Test {
    /** The JDK's keys stand against the vectors of RFC 8032 in their own test. */
    @Test
    void signsAsTheJdkDoes() {
        var random = new Random(Long.getLong("seed", 7));
        for (int i = 0; i < 100; i++) {
            var seed = new byte[Ed25519Key.SEED];
            random.nextBytes(seed);
            var message = new byte[random.nextInt(300)];
            random.nextBytes(message);
            var key = BouncyEd25519.ofSeed(SecretBytes.copyOf(seed));
            var jdk = Ed25519Key.ofSeed(SecretBytes.copyOf(seed));
            assertArrayEquals(jdk.publicKey(), key.publicKey());
            assertArrayEquals(jdk.sign(message), key.sign(message));
            assertEquals(jdk.algorithm(), key.algorithm());
        }
    }

    @Test
    void nothingSecretIsShownAndNonsenseIsRefused() {
        assertEquals(
                "BouncyEd25519",
                BouncyEd25519.ofSeed(SecretBytes.copyOf(new byte[32])).toString());
        assertThrows(IllegalArgumentException.class, () -> BouncyEd25519.ofSeed(SecretBytes.copyOf(new byte[31])));
    }
}
