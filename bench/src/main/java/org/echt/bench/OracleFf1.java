package org.echt.bench;

import org.bouncycastle.crypto.fpe.FPEFF1Engine;
import org.bouncycastle.crypto.params.FPEParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** BouncyCastle's FF1, radix 32, one code after the other: the body alone, no formatting. Not thread-safe. */
final class OracleFf1 {
    private final FPEFF1Engine engine = new FPEFF1Engine();
    private final byte[] body;

    /**
     * Ready to run.
     *
     * @param encrypt or decrypt
     * @param key of AES-256
     * @param symbols numerals of a body
     */
    OracleFf1(boolean encrypt, byte[] key, int symbols) {
        engine.init(encrypt, new FPEParameters(new KeyParameter(key), 32, new byte[] {'A'}));
        body = new byte[symbols];
    }

    /** Enciphers or deciphers so many bodies, each the outcome of the one before. */
    void run(int codes) {
        for (int i = 0; i < codes; i++) {
            engine.processBlock(body, 0, body.length, body, 0);
        }
    }
}
