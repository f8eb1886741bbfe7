package org.echt.core.issuance;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import org.echt.core.serial.BatchCodes;
import org.echt.core.serial.SerialCode;
import org.echt.core.tlog.Frontier;
import org.echt.core.tlog.Hash;

/**
 * The leaves of one batch's tree, many at a time: leaf = SHA-256(0x00 | blind | code). Allocates nothing for a leaf. Not
 * thread-safe; making one costs two ciphers and some 40 kB.
 */
final class BlindedLeaves {
    /** Bytes of a blind: one AES block. */
    static final int BLIND = 16;

    private static final int BLOCK = 512;

    private final BatchCodes codes;
    private final Cipher blinding;
    private final MessageDigest digest;
    private final int symbols;
    private final byte[] lines;
    private final byte[] counters = new byte[BLIND * BLOCK];
    private final byte[] blinds = new byte[BLIND * BLOCK];
    private final byte[] leaf;
    private final byte[] hash = new byte[Hash.BYTES];

    BlindedLeaves(BatchCodes codes) {
        this.codes = codes;
        this.blinding = codes.slot().blinding().encryptor();
        this.digest = sha256();
        this.symbols = codes.batch().length().symbols;
        this.lines = new byte[BLOCK * codes.line()];
        this.leaf = new byte[1 + BLIND + symbols];
    }

    /** Hears of work done; may throw to end it. */
    @FunctionalInterface
    interface Done {
        void leaves(int n);
    }

    /** The root of the leaves {@code from} to {@code to - 1} as a tree of their own. */
    Hash root(long from, long to, Done done) {
        var frontier = new Frontier();
        for (long index = from; index < to; index += BLOCK) {
            int n = (int) Math.min(BLOCK, to - index);
            add(index, n, frontier);
            done.leaves(n);
        }
        return frontier.root();
    }

    private void add(long index, int n, Frontier frontier) {
        codes.write(index, n, lines);
        blind(index, n);
        for (int i = 0; i < n; i++) {
            System.arraycopy(blinds, i * BLIND, leaf, 1, BLIND);
            System.arraycopy(lines, i * codes.line(), leaf, 1 + BLIND, symbols);
            digest.update(leaf);
            hash();
            frontier.add(hash, 0);
        }
    }

    private void hash() {
        try {
            digest.digest(hash, 0, Hash.BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 does not give 32 bytes", e);
        }
    }

    private void blind(long index, int n) {
        var counter = ByteBuffer.wrap(counters);
        long batch = codes.batch().number();
        for (int i = 0; i < n; i++) {
            counter.putLong(batch).putLong(index + i);
        }
        try {
            blinding.update(counters, 0, n * BLIND, blinds, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException("the cipher of the blinding key wants more room than ECB needs", e);
        }
    }

    /** The blind and the code of one leaf. */
    Opened open(long index) {
        codes.write(index, 1, lines);
        blind(index, 1);
        var blind = new byte[BLIND];
        System.arraycopy(blinds, 0, blind, 0, BLIND);
        return new Opened(Blind.of(blind), new SerialCode(new String(lines, 0, symbols, StandardCharsets.US_ASCII)));
    }

    /** What is in one leaf. */
    record Opened(Blind blind, SerialCode code) {}

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
