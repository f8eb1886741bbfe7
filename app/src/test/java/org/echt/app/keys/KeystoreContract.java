package org.echt.app.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.echt.core.gs1.Gtin;
import org.echt.core.keys.KeyCommitment;
import org.echt.core.keys.KeySlot;
import org.echt.core.serial.Authentication;
import org.echt.core.serial.Authenticator;
import org.echt.core.serial.Batch;
import org.echt.core.serial.BatchTable;
import org.echt.core.serial.CodeLength;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.SerialCode;
import org.echt.core.serial.SlotCodec;
import org.echt.core.serial.WordList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a key store keeps, whoever holds the keys. */
abstract class KeystoreContract {
    static final byte[] NONCE = new byte[KeyCommitment.NONCE];

    @TempDir
    Path folder = Path.of("");

    Path file = Path.of("");

    @BeforeEach
    void name() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        file = folder.resolve("keys.txt");
    }

    /** The store over a file, opened as by a new process. */
    abstract Keystore keystore(Path file);

    /** A name nobody else uses in the same token. */
    abstract String issuer();

    final Keystore made() {
        var keystore = keystore(file);
        assertEquals(List.of(), keystore.create(issuer(), new SecureRandom()));
        return keystore;
    }

    @Test
    void slotsAreListedInOrderAndTheirKeysStay() {
        var keystore = made();
        var opened = keystore.openSlot('B');
        keystore.openSlot('A');
        keystore.openSlot('B');
        var names = keystore(file).ring().slots().stream().map(KeySlot::name).toList();
        assertEquals(List.of("A/1", "B/1", "B/2"), names);
        var again = keystore(file).ring().slot('B', 1).orElseThrow();
        assertTrue(KeyCommitment.of(opened.key(), NONCE).holds(again.key()));
        assertTrue(KeyCommitment.of(opened.blinding(), NONCE).holds(again.blinding()));
        assertArrayEquals(opened.inside().mac(NONCE), again.inside().mac(NONCE));
    }

    @Test
    void everyKeyIsAnother() {
        var keystore = made();
        keystore.openSlot('A');
        keystore.openSlot('A');
        keystore.openSlot('B');
        var seen = new HashSet<String>();
        for (var slot : keystore.ring().slots()) {
            seen.add(KeyCommitment.of(slot.key(), NONCE).hash());
            seen.add(KeyCommitment.of(slot.blinding(), NONCE).hash());
            seen.add(HexFormat.of().formatHex(slot.inside().mac(NONCE)));
        }
        assertEquals(9, seen.size());
    }

    @Test
    void aRotationOpensTheNextAndRetiresTheOthersInOneStep() {
        var keystore = made();
        keystore.openSlot('A');
        keystore.openSlot('B');
        var rotated = keystore.rotate('A');
        assertEquals("A/2", rotated.opened().name());
        assertEquals(
                List.of("A/1"), rotated.retired().stream().map(KeySlot::name).toList());
        assertEquals(
                List.of("A/2", "B/1"),
                keystore(file).ring().open().stream().map(KeySlot::name).toList());
        assertEquals(
                KeySlot.State.RETIRED,
                keystore(file).ring().slot('A', 1).orElseThrow().state());
        assertThrows(KeystoreException.class, () -> keystore.rotate('C'));
        assertTrue(keystore.retire('A', 2));
        assertFalse(keystore.retire('A', 2));
        assertThrows(KeystoreException.class, () -> keystore.retire('A', 3));
        assertEquals(List.of(), keystore.rotate('A').retired());
    }

    @Test
    void codesOfBothVersionsAreAuthenticAfterARotation() {
        var keystore = made();
        keystore.openSlot('A');
        var old = batch(1, 1);
        var before = codes(keystore, old);
        keystore.rotate('A');
        var fresh = batch(2, 2);
        var after = codes(keystore, fresh);
        var authenticator =
                new Authenticator(keystore(file).ring(), BatchTable.of(List.of(old, fresh)), _ -> WordList.NONE);
        for (int i = 0; i < old.count(); i += 499) {
            assertEquals(ItemNumber.of(1, i), item(authenticator, before.get(i)));
            assertEquals(ItemNumber.of(2, i), item(authenticator, after.get(i)));
        }
        var all = authenticator.authenticateAll(before);
        for (int i = 0; i < all.length; i++) {
            assertEquals(ItemNumber.of(1, i), all[i]);
        }
        var foreign = codes(keystore, batch(3, 1)).getFirst();
        assertEquals(new Authentication.NotIssued(Authentication.Reason.NO_BATCH), authenticator.authenticate(foreign));
    }

    @Test
    void whatIsDerivedFromTheMasterStays() {
        var keystore = made();
        var signed = keystore.webhookKey(1).publicKey();
        var sealed = keystore.personal().wrap().seal(NONCE, new byte[0], new SecureRandom());
        assertArrayEquals(signed, keystore(file).webhookKey(1).publicKey());
        assertArrayEquals(
                NONCE,
                keystore(file).personal().wrap().open(sealed, new byte[0]).orElseThrow());
        assertFalse(Arrays.equals(signed, keystore.webhookKey(2).publicKey()));
    }

    @Test
    void theFileHoldsNoKeyAndAnExistingOneIsNotOverwritten() throws IOException {
        var keystore = made();
        var text = Files.readString(file, StandardCharsets.UTF_8);
        assertThrows(KeystoreException.class, () -> keystore.create(issuer(), new SecureRandom()));
        assertEquals(text, Files.readString(file));
        assertNotEquals("", keystore.toString());
        assertFalse(keystore.toString().contains("master"));
    }

    @Test
    void theOtherProfilesFileIsRefusedWithTheWayOut() throws IOException {
        made();
        var text = Files.readString(file);
        Files.writeString(
                file,
                text.contains("echt-keys-1")
                        ? text.replace("echt-keys-1", "echt-token-1")
                        : text.replace("echt-token-1", "echt-keys-1"));
        var refused = assertThrows(KeystoreException.class, () -> keystore(file).ring());
        assertTrue(String.valueOf(refused.getMessage()).contains("keys.profile = "), refused.getMessage());
    }

    @Test
    void manyThreadsOpenAndReadAtOnce() throws Exception {
        var keystore = made();
        keystore.openSlot('A');
        var expected =
                KeyCommitment.of(keystore.ring().slot('A', 1).orElseThrow().key(), NONCE);
        try (var threads = Executors.newFixedThreadPool(6)) {
            var opened = new ArrayList<Future<String>>();
            for (int i = 0; i < 6; i++) {
                opened.add(threads.submit(() -> {
                    var slot = keystore.openSlot('C');
                    for (int k = 0; k < 20; k++) {
                        assertTrue(expected.holds(
                                keystore.ring().slot('A', 1).orElseThrow().key()));
                    }
                    return slot.name();
                }));
            }
            var names = new HashSet<String>();
            for (var name : opened) {
                names.add(name.get());
            }
            assertEquals(6, names.size());
        }
        assertEquals(7, keystore(file).ring().slots().size());
    }

    static Batch batch(int number, int version) {
        return new Batch(
                number,
                "order " + number,
                Gtin.of("09506000134352"),
                "L1",
                "Acme",
                9000,
                CodeLength.L18,
                'A',
                version,
                "",
                LocalDate.of(2026, 11, 4),
                Instant.parse("2026-11-04T10:00:00Z"));
    }

    /** Written as an issuer does, in blocks of the key's own size. */
    static List<SerialCode> codes(Keystore keystore, Batch batch) {
        var slot = keystore.ring().slot(batch.slot(), batch.slotVersion()).orElseThrow();
        int n = (int) batch.count();
        var lines = new byte[n * (batch.length().symbols + 1)];
        int end = new SlotCodec(slot, batch.length(), WordList.NONE).write(batch.number(), 0, n, lines, 0);
        var out = new ByteArrayOutputStream();
        out.write(lines, 0, end);
        return out.toString(StandardCharsets.US_ASCII)
                .lines()
                .map(SerialCode::new)
                .toList();
    }

    private static long item(Authenticator authenticator, SerialCode code) {
        return authenticator.authenticate(code) instanceof Authentication.Authentic(var authentic)
                ? authentic.item()
                : ItemNumber.NONE;
    }
}
