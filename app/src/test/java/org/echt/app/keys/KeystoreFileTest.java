package org.echt.app.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.echt.core.keys.KeySlot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeystoreFileTest {
    @TempDir
    Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void name() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        file = folder.resolve("keys.txt");
    }

    @Test
    void webhookKeysAreThoseOfTheMasterAndTheVersion() throws IOException {
        create();
        var first = KeystoreFile.webhookKey(file, 1);
        assertArrayEquals(first.publicKey(), KeystoreFile.webhookKey(file, 1).publicKey());
        assertFalse(Arrays.equals(
                first.publicKey(), KeystoreFile.webhookKey(file, 2).publicKey()));
        assertEquals(64, first.sign(new byte[0]).length);
        assertThrows(KeystoreException.class, () -> KeystoreFile.webhookKey(folder.resolve("none.txt"), 1));
    }

    @Test
    void aNewStoreIsPrivateAndHoldsNoSlot() throws IOException {
        create();
        assertEquals("rw-------", mode(file));
        assertTrue(KeystoreFile.open(file).slots().isEmpty());
        assertTrue(Files.readString(file).contains("issuer = acme\n"));
        try (var left = Files.list(folder)) {
            assertEquals(1, left.count());
        }
    }

    @Test
    void theFolderIsMadePrivateWhereThereIsNone() throws IOException {
        file = folder.resolve("a/b/keys.txt");
        create();
        assertEquals("rwx------", mode(folder.resolve("a/b")));
    }

    @Test
    void anExistingStoreIsNotOverwritten() throws IOException {
        create();
        var before = Files.readString(file);
        var refused = assertThrows(KeystoreException.class, this::create);
        assertTrue(String.valueOf(refused.getMessage()).contains("is not overwritten"));
        assertEquals(before, Files.readString(file));
        assertFalse(Files.exists(folder.resolve("keys.txt.new")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------", "rw-rw-rw-"})
    void aStoreOthersCanReadIsRefusedWithTheWayOut(String mode) throws IOException {
        create();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        var refused = assertThrows(KeystoreException.class, () -> KeystoreFile.open(file));
        assertTrue(String.valueOf(refused.getMessage()).contains("chmod 600 '" + file + "'"));
        assertThrows(KeystoreException.class, () -> KeystoreFile.openSlot(file, null));
        assertThrows(KeystoreException.class, () -> KeystoreFile.retire(file, 'A', 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwx---", "rwx----w-"})
    void aFolderOthersCanWriteToIsRefused(String mode) throws IOException {
        create();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
        var refused = assertThrows(KeystoreException.class, () -> KeystoreFile.open(file));
        assertTrue(String.valueOf(refused.getMessage()).contains("chmod go-w '"));
    }

    @Test
    void aFolderOthersCanReadIsFine() throws IOException {
        create();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertTrue(KeystoreFile.open(file).slots().isEmpty());
    }

    @Test
    void slotsOpenOneAfterAnother() {
        create();
        assertEquals("acme|A|1 OPEN", KeystoreFile.openSlot(file, null).toString());
        assertEquals("acme|B|1 OPEN", KeystoreFile.openSlot(file, null).toString());
        assertEquals("acme|A|2 OPEN", KeystoreFile.openSlot(file, 'A').toString());
        assertEquals(
                "[acme|A|1 OPEN, acme|A|2 OPEN, acme|B|1 OPEN]",
                KeystoreFile.open(file).slots().toString());
    }

    @Test
    void anUnknownSymbolIsRefused() {
        create();
        assertThrows(KeystoreException.class, () -> KeystoreFile.openSlot(file, 'I'));
        assertThrows(KeystoreException.class, () -> KeystoreFile.openSlot(file, 'a'));
    }

    @Test
    void aRetiredSlotKeepsItsKey() throws GeneralSecurityException {
        create();
        byte[] before = block(KeystoreFile.openSlot(file, 'A'));
        assertTrue(KeystoreFile.retire(file, 'A', 1));
        assertFalse(KeystoreFile.retire(file, 'A', 1));
        var slot = KeystoreFile.open(file).slot('A', 1).orElseThrow();
        assertEquals(KeySlot.State.RETIRED, slot.state());
        assertArrayEquals(before, block(slot));
        assertThrows(KeystoreException.class, () -> KeystoreFile.retire(file, 'A', 2));
    }

    @Test
    void twoStoresHaveDifferentKeys() throws GeneralSecurityException {
        create();
        var other = folder.resolve("other.txt");
        KeystoreFile.create(other, "acme", new SecureRandom());
        assertFalse(java.util.Arrays.equals(
                block(KeystoreFile.openSlot(file, 'A')), block(KeystoreFile.openSlot(other, 'A'))));
    }

    @Test
    void manyAtOnceOpenDifferentSlots() {
        create();
        var names = new HashSet<String>();
        var all = new ArrayList<Future<String>>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 12; i++) {
                all.add(threads.submit(() -> KeystoreFile.openSlot(file, 'A').toString()));
            }
        }
        all.forEach(f -> names.add(f.resultNow()));
        assertEquals(12, names.size());
        assertEquals(12, KeystoreFile.open(file).slots().size());
    }

    @Test
    void nothingSaidHoldsTheSecret() throws IOException {
        create();
        KeystoreFile.openSlot(file, null);
        var master = Files.readAllLines(file).stream()
                .filter(l -> l.startsWith("master = "))
                .findFirst()
                .orElseThrow()
                .substring(9);
        assertEquals(64, master.length());
        var ring = KeystoreFile.open(file);
        assertFalse((ring + " " + ring.slots().getFirst().key()).contains(master));
        Files.writeString(file, Files.readString(file).replace(master, master.substring(1)));
        var shorter = assertThrows(KeystoreException.class, () -> KeystoreFile.open(file));
        assertTrue(String.valueOf(shorter.getMessage()).contains("keys.txt:5: the master is not 32 bytes"));
        Files.writeString(file, Files.readString(file).replace("master = ", "master "));
        var broken = assertThrows(KeystoreException.class, () -> KeystoreFile.open(file));
        assertFalse(String.valueOf(broken.getMessage()).contains(master.substring(1, 20)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"slot.A.0 = OPEN", "slot.I.1 = OPEN", "slot.A.1 = open", "colour = red", "what"})
    void aLineThatMeansNothingIsRefusedWithItsNumber(String line) throws IOException {
        create();
        Files.writeString(file, Files.readString(file) + line + "\n");
        var refused = assertThrows(KeystoreException.class, () -> KeystoreFile.open(file));
        assertTrue(String.valueOf(refused.getMessage()).contains("keys.txt:6: "), refused.getMessage());
    }

    @Test
    void aSlotThatStandsTwiceIsRefused() throws IOException {
        create();
        Files.writeString(file, Files.readString(file) + "slot.A.1 = OPEN\nslot.A.1 = RETIRED\n");
        assertThrows(KeystoreException.class, () -> KeystoreFile.open(file));
    }

    @Test
    void aMissingStoreSaysHowToMakeOne() {
        var refused = assertThrows(KeystoreException.class, () -> KeystoreFile.open(file));
        assertTrue(String.valueOf(refused.getMessage()).contains("echt key init --issuer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Acme Works", "a|b", "ä"})
    void anIssuerMustBeAName(String issuer) {
        assertThrows(KeystoreException.class, () -> KeystoreFile.create(file, issuer, new SecureRandom()));
        assertFalse(Files.exists(file));
    }

    private void create() {
        KeystoreFile.create(file, "acme", new SecureRandom());
    }

    private static byte[] block(KeySlot slot) throws GeneralSecurityException {
        return slot.key().encryptor().doFinal(new byte[16]);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void versionsOfTheReceiptKeyOverlapAndStayListed() throws IOException {
        create();
        var store = Keystore.ofFile(file);
        var first = store.receipts();
        assertEquals(1, first.published().keys().size());
        assertEquals(1, first.signer().version());
        var now = Instant.parse("2027-01-01T00:05:00Z");
        assertEquals(2, store.rotateReceipts(now));
        store.openSlot(null);
        var second = store.receipts();
        assertEquals(2, second.signer().version());
        var keys = second.published().keys();
        assertEquals(Instant.parse("2027-01-01T00:10:00Z"), keys.get(0).until());
        assertEquals(Instant.parse("2027-01-01T00:00:00Z"), keys.get(1).from());
        assertEquals(first.published().keys().get(0).publicKey(), keys.get(0).publicKey());
        assertThrows(KeystoreException.class, () -> store.rotateReceipts(now));
        assertEquals(3, store.rotateReceipts(now.plusSeconds(1)));
    }

    @Test
    void linesOfReceiptKeysAreStrict() throws IOException {
        create();
        var store = Keystore.ofFile(file);
        var text = Files.readString(file);
        for (var line : List.of(
                "receipt.1 = 2027-01-01T00:00:00Z",
                "receipt.3 = 2027-01-01T00:00:00Z",
                "receipt.2 = tomorrow",
                "receipt.x = 2027-01-01T00:00:00Z")) {
            Files.writeString(file, text + line + "\n");
            assertThrows(KeystoreException.class, () -> store.receipts(), line);
        }
    }
}
