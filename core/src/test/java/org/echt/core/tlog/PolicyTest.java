package org.echt.core.tlog;

import static org.echt.core.tlog.Witnesses.AT;
import static org.echt.core.tlog.Witnesses.LOG;
import static org.echt.core.tlog.Witnesses.ONE;
import static org.echt.core.tlog.Witnesses.ORIGIN;
import static org.echt.core.tlog.Witnesses.TWO;
import static org.echt.core.tlog.Witnesses.checkpoint;
import static org.echt.core.tlog.Witnesses.leaf;
import static org.echt.core.tlog.Witnesses.policy;
import static org.echt.core.tlog.Witnesses.proof;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.echt.core.keys.Ed25519Key;
import org.echt.core.keys.MlDsaKey;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static final Checkpoint TREE = checkpoint(11);
    private static final SignatureLine SIGNED = LOG.sign(TREE);
    private static final SignatureLine BY_ONE = ONE.sign(TREE, AT);
    private static final SignatureLine BY_TWO = TWO.sign(TREE, AT.plusSeconds(3));

    private static void refused(Trust.Reason reason, Trust trust) {
        assertEquals(reason, assertInstanceOf(Trust.Refused.class, trust).reason(), trust.toString());
    }

    private static Trust.Trusted trusted(Trust trust) {
        return assertInstanceOf(Trust.Trusted.class, trust);
    }

    @Test
    void aQuorumIsCountedByNames() {
        var both =
                List.of(new Trust.Witnessed("one.example", AT), new Trust.Witnessed("two.example", AT.plusSeconds(3)));
        assertEquals(
                both,
                trusted(proof(SIGNED, BY_TWO, BY_ONE).verify(leaf(), policy(2))).witnesses());
        assertEquals(
                both,
                trusted(proof(SIGNED, BY_ONE, BY_TWO).verify(leaf(), policy(0))).witnesses());
        refused(Trust.Reason.NO_QUORUM, proof(SIGNED, BY_ONE, BY_ONE).verify(leaf(), policy(2)));
        refused(Trust.Reason.NO_QUORUM, proof(SIGNED).verify(leaf(), policy(1)));
        trusted(proof(SIGNED).verify(leaf(), Policy.of(LOG.verifierKey())));
    }

    @Test
    void theEarliestTimeOfAWitnessCounts() {
        var later = ONE.sign(TREE, AT.plusSeconds(60));
        var trust = trusted(policy(1).check(new SignedCheckpoint(TREE, List.of(later, SIGNED, BY_ONE))));
        assertEquals(List.of(new Trust.Witnessed("one.example", AT)), trust.witnesses());
    }

    @Test
    void twoKeysOfOneWitnessAreOneWitness() {
        var again = new Cosigner("one.example", MlDsaKey.ofSeed(Witnesses.seed(9)));
        var keys = List.of(ONE.verifierKey(), again.verifierKey());
        assertThrows(IllegalArgumentException.class, () -> new Policy(List.of(LOG.verifierKey()), keys, 2));
        var both = new SignedCheckpoint(TREE, List.of(SIGNED, BY_ONE, again.sign(TREE, AT)));
        assertEquals(
                1,
                trusted(new Policy(List.of(LOG.verifierKey()), keys, 1).check(both))
                        .witnesses()
                        .size());
    }

    @Test
    void foreignLinesAreIgnoredAndForgedOnesRefuse() {
        var stranger = new Cosigner("stranger.example", Ed25519Key.ofSeed(Witnesses.seed(8)));
        var namesake = new Cosigner("one.example", Ed25519Key.ofSeed(Witnesses.seed(8)));
        trusted(proof(SIGNED, stranger.sign(TREE, AT), namesake.sign(TREE, AT), BY_ONE)
                .verify(leaf(), policy(1)));
        refused(Trust.Reason.NO_QUORUM, proof(SIGNED, namesake.sign(TREE, AT)).verify(leaf(), policy(1)));
        refused(
                Trust.Reason.BAD_SIGNATURE,
                proof(SIGNED, BY_TWO, ONE.sign(checkpoint(10), AT)).verify(leaf(), policy(1)));
        refused(Trust.Reason.BAD_SIGNATURE, proof(LOG.sign(checkpoint(10))).verify(leaf(), policy(0)));
        refused(Trust.Reason.NOT_SIGNED, proof(BY_ONE, BY_TWO).verify(leaf(), policy(0)));
        refused(Trust.Reason.NOT_INCLUDED, proof(SIGNED).verify(Hash.EMPTY_ROOT, policy(0)));
    }

    /** A cosignature is none of the log, even with the log's key and name. */
    @Test
    void kindsAreKeptApart() {
        var cosigner = new Cosigner(ORIGIN, Ed25519Key.ofSeed(Witnesses.seed(1)));
        refused(Trust.Reason.NOT_SIGNED, proof(cosigner.sign(TREE, AT)).verify(leaf(), policy(0)));
        var mlDsa = new Cosigner(ORIGIN, MlDsaKey.ofSeed(Witnesses.seed(1)));
        var either = new Policy(List.of(LOG.verifierKey(), mlDsa.verifierKey()), List.of(), 0);
        trusted(proof(mlDsa.sign(TREE, AT)).verify(leaf(), either));
        trusted(proof(SIGNED).verify(leaf(), either));
    }

    @Test
    void anotherLogIsRefused() {
        var other = new LogSigner("log.example/b", Ed25519Key.ofSeed(Witnesses.seed(1)));
        refused(Trust.Reason.OTHER_LOG, proof(SIGNED).verify(leaf(), Policy.of(other.verifierKey())));
        assertThrows(IllegalArgumentException.class, () -> other.sign(TREE));
    }

    /** Time zero says nothing of the largest tree; a time beyond the year 9999 is none. */
    @Test
    void timesThatSayNothingDoNotCount() {
        assertThrows(IllegalArgumentException.class, () -> ONE.sign(TREE, Instant.EPOCH));
        var key = Ed25519Key.ofSeed(Witnesses.seed(2));
        byte[] zero = key.sign(SignedMessage.ed25519(TREE, Instant.EPOCH));
        var line = SignatureLine.of("one.example", ONE.verifierKey().keyId(), joined(0, zero));
        refused(Trust.Reason.NO_QUORUM, proof(SIGNED, line).verify(leaf(), policy(1)));
        assertEquals(true, ONE.verifierKey().verifies(TREE, line));
        var never = SignatureLine.of("one.example", ONE.verifierKey().keyId(), joined(1L << 62, zero));
        refused(Trust.Reason.BAD_SIGNATURE, proof(SIGNED, never).verify(leaf(), policy(1)));
        var negative = SignatureLine.of("one.example", ONE.verifierKey().keyId(), joined(-1, zero));
        refused(Trust.Reason.BAD_SIGNATURE, proof(SIGNED, negative).verify(leaf(), policy(1)));
        var cut = SignatureLine.of("one.example", ONE.verifierKey().keyId(), new byte[3]);
        refused(Trust.Reason.BAD_SIGNATURE, proof(SIGNED, cut).verify(leaf(), policy(1)));
    }

    private static byte[] joined(long time, byte[] signature) {
        return ByteBuffer.allocate(8 + signature.length)
                .putLong(time)
                .put(signature)
                .array();
    }

    /** One bit of every byte of a file with Ed25519 alone, of every ninth of a file with ML-DSA; seeded. */
    @Test
    void noChangedFileIsTrusted() {
        var random = new Random(Long.getLong("seed", 6));
        byte[] small = proof(SIGNED, BY_ONE).bytes();
        for (int at = 0; at < small.length; at++) {
            refuseFlipped(small, at * 8 + random.nextInt(8), policy(1));
        }
        byte[] large = proof(SIGNED, BY_ONE, BY_TWO).bytes();
        for (int at = random.nextInt(9); at < large.length; at += 9) {
            refuseFlipped(large, at * 8 + random.nextInt(8), policy(2));
        }
    }

    private static void refuseFlipped(byte[] file, int bit, Policy policy) {
        byte[] flipped = file.clone();
        flipped[bit >> 3] ^= (byte) (1 << (bit & 7));
        try {
            assertInstanceOf(Trust.Refused.class, TlogProof.parse(flipped).verify(leaf(), policy), "bit " + bit);
        } catch (MalformedException e) {
            assertEquals(false, String.valueOf(e.getMessage()).isEmpty());
        }
    }

    @Test
    void furtherDataAreCarriedAndNotTrusted() throws MalformedException {
        var proof = proof(SIGNED).withExtra(new byte[] {1, 2, 3});
        assertEquals("AQID", proof.extra());
        assertArrayEquals(proof.bytes(), TlogProof.parse(proof.bytes()).bytes());
        trusted(TlogProof.parse(proof.bytes()).verify(leaf(), policy(0)));
    }

    @Test
    void nonsenseIsNamed() {
        var log = LOG.verifierKey();
        assertThrows(IllegalArgumentException.class, () -> new Policy(List.of(), List.of(), 0));
        assertThrows(IllegalArgumentException.class, () -> new Policy(List.of(log), List.of(log), 1));
        assertThrows(IllegalArgumentException.class, () -> new Policy(List.of(log), List.of(), 1));
        assertThrows(IllegalArgumentException.class, () -> new Policy(List.of(log), List.of(), -1));
        assertThrows(IllegalArgumentException.class, () -> new Policy(List.of(log, ONE.verifierKey()), List.of(), 0));
        assertThrows(IllegalArgumentException.class, () -> new LogSigner(ORIGIN, MlDsaKey.ofSeed(Witnesses.seed(1))));
        var other = new Inclusion(0, 3, List.of());
        var signed = new SignedCheckpoint(TREE, List.of(SIGNED));
        assertThrows(IllegalArgumentException.class, () -> new TlogProof(other, signed));
        assertThrows(IllegalArgumentException.class, () -> new TlogProof("?", 0, List.of(), signed));
        assertThrows(IllegalArgumentException.class, () -> new TlogProof("", -1, List.of(), signed));
    }
}
