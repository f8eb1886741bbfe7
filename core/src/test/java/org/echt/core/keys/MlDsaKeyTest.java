package org.echt.core.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.junit.jupiter.api.Test;

/** ML-DSA keys against BouncyCastle. */
class MlDsaKeyTest {
    @Test
    void anotherLibraryMakesTheSameKeyAndVerifies() {
        var random = new Random(Long.getLong("seed", 44));
        for (int i = 0; i < 20; i++) {
            var seed = new byte[MlDsaKey.SEED];
            random.nextBytes(seed);
            var message = new byte[random.nextInt(300)];
            random.nextBytes(message);
            var key = MlDsaKey.ofSeed(SecretBytes.copyOf(seed));
            var other = new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, seed);
            assertArrayEquals(other.getPublicKey(), key.publicKey());
            assertEquals(MlDsaKey.PUBLIC_KEY, key.publicKey().length);
            var signer = new MLDSASigner();
            signer.init(false, new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_44, key.publicKey()));
            signer.update(message, 0, message.length);
            assertTrue(signer.verifySignature(key.sign(message)));
        }
    }

    @Test
    void nothingSecretIsShownAndNonsenseIsNamed() {
        var key = MlDsaKey.ofSeed(SecretBytes.copyOf(new byte[32]));
        assertEquals("MlDsaKey", key.toString());
        assertEquals(SigningKey.Algorithm.ML_DSA_44, key.algorithm());
        assertThrows(IllegalArgumentException.class, () -> MlDsaKey.ofSeed(SecretBytes.copyOf(new byte[33])));
        var keys = new SoftwareKeys(SecretBytes.copyOf(new byte[32]));
        assertThrows(IllegalArgumentException.class, () -> keys.logKey("acme", 0));
        assertThrows(IllegalArgumentException.class, () -> keys.logMlDsaKey("a|b", 1));
        key.publicKey()[0] ^= 1;
        assertArrayEquals(MlDsaKey.ofSeed(SecretBytes.copyOf(new byte[32])).publicKey(), key.publicKey());
    }
}
