package org.echt.core.evidence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.echt.core.evidence.Claim.Holds;
import org.echt.core.keys.Ed25519Key;
import org.echt.core.keys.SecretBytes;
import org.echt.core.tlog.LogSigner;
import org.echt.core.tlog.VerifierKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DossierTest {
    private static final Dossier DOSSIER = SmallDossier.make();
    private static final VerifierKey KEY = SmallDossier.LOG.verifierKey();

    private static byte[] copy(Profile profile) {
        return DOSSIER.copy(profile, SmallDossier.PDF).bytes();
    }

    private static List<String> failed(byte[] bytes, VerifierKey key) {
        return DossierVerifier.verify(bytes, key).claims().stream()
                .filter(c -> c.holds() == Holds.FAIL)
                .map(Claim::claim)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void everyCopyHoldsAndSaysWhatItLeavesOut(Profile profile) {
        var verified = DossierVerifier.verify(copy(profile), KEY);
        assertTrue(verified.holds(), verified::toString);
        assertEquals(profile.text(), verified.copy());
        var hidden = verified.claims().stream()
                .filter(c -> c.detail().equals("left out of this copy"))
                .map(c -> c.claim().substring("section ".length()))
                .collect(Collectors.toSet());
        var leavesOut = profile.hidden().stream()
                .filter(DOSSIER.manifest().sections()::containsKey)
                .map(Section.Kind::text)
                .collect(Collectors.toSet());
        assertEquals(leavesOut, hidden);
        var passed = verified.claims().stream()
                .filter(c -> c.holds() == Holds.PASS)
                .map(Claim::claim)
                .collect(Collectors.toSet());
        assertTrue(
                passed.containsAll(List.of(
                        "manifest", "pages", "issuance", "log entry batch", "message-5.json", "stamped checkpoint")),
                passed.toString());
        assertEquals(profile == Profile.OWN, passed.contains("what log entry batch commits to"));
    }

    @Test
    void theSameDossierGivesTheSameBytes() {
        assertArrayEquals(
                copy(Profile.COURT),
                SmallDossier.make().copy(Profile.COURT, SmallDossier.PDF).bytes());
    }

    @Test
    void everyFlippedByteIsFound() {
        var bytes = copy(Profile.OWN);
        int found = 0;
        for (int i = 0; i < bytes.length; i++) {
            int at = i;
            assertFalse(
                    DossierVerifier.verify(SmallDossier.flipped(bytes, i), KEY).holds(),
                    () -> "byte " + at + " of " + bytes.length);
            found++;
        }
        System.out.println("DossierTest: " + found + " of " + bytes.length + " flipped bytes found");
        assertEquals(bytes.length, found);
    }

    @Test
    void aCutOrLengthenedFileIsFound() {
        var bytes = copy(Profile.OWN);
        for (int length = 0; length < bytes.length; length += 97) {
            assertFalse(
                    DossierVerifier.verify(Arrays.copyOf(bytes, length), KEY).holds());
        }
        assertFalse(DossierVerifier.verify(Arrays.copyOf(bytes, bytes.length + 1), KEY)
                .holds());
    }

    /** Somebody who builds the archive anew, so that only what is said can give them away. */
    @Test
    void whateverIsPutInOrTakenOutIsFound() {
        var files = DOSSIER.copy(Profile.OWN, SmallDossier.PDF).files();
        for (var name : files.keySet()) {
            var without = new TreeMap<>(files);
            without.remove(name);
            boolean mayBeLeftOut = name.equals("proofs/batch.opening.json");
            assertEquals(mayBeLeftOut, failed(new Archive(without).bytes(), KEY).isEmpty(), name);
            for (int at = 0; at < files.get(name).length; at += 7) {
                var changed = new TreeMap<>(files);
                changed.put(name, SmallDossier.flipped(files.get(name), at));
                assertFalse(failed(new Archive(changed).bytes(), KEY).isEmpty(), name + " at " + at);
            }
        }
        for (var added : List.of("proofs/more.json", "more.txt", "../up.txt")) {
            var more = new TreeMap<>(files);
            more.put(added, new byte[] {1});
            assertEquals(List.of("file"), failed(new Archive(more).bytes(), KEY), added);
        }
    }

    @Test
    void aSignatureBehindThePagesIsLeftToReadersOfPdf() {
        var signed = new String(SmallDossier.PDF, StandardCharsets.US_ASCII) + "signature";
        var bytes = DOSSIER.copy(Profile.COURT, signed.getBytes(StandardCharsets.US_ASCII))
                .bytes();
        assertEquals(List.of(), failed(bytes, KEY));
        var other = DOSSIER.copy(Profile.COURT, ("X" + signed).getBytes(StandardCharsets.US_ASCII))
                .bytes();
        assertEquals(List.of("pages"), failed(other, KEY));
    }

    @Test
    void theKeyMustBeTheOneThatIsTrusted() {
        var seed = new byte[32];
        seed[0] = 1;
        var other = new LogSigner(KEY.name(), Ed25519Key.ofSeed(SecretBytes.copyOf(seed))).verifierKey();
        var failed = failed(copy(Profile.COURT), other);
        assertTrue(failed.containsAll(List.of("key of the log", "log entry dossier", "manifest")), failed.toString());
        var own = DossierVerifier.verify(copy(Profile.COURT), null);
        assertTrue(own.holds());
        assertTrue(own.claims().toString().contains("compare it with what the manufacturer publishes"));
    }
}
