package org.echt.app.keys;

import java.nio.file.Path;
import java.security.SecureRandom;
import org.echt.core.keys.KeyRing;
import org.echt.core.keys.KeySlot;
import org.echt.core.keys.PersonalKeys;
import org.echt.core.keys.SigningKey;
import org.jspecify.annotations.Nullable;

/** The software profile by its file alone; every method is that of {@link Keystore}. */
public final class KeystoreFile {
    static final int MASTER_BYTES = 32;

    private KeystoreFile() {}

    /** Makes a key store without slots and with a new master; refuses when the file exists. */
    public static void create(Path file, String issuer, SecureRandom random) {
        Keystore.ofFile(file).create(issuer, random);
    }

    /** All slots with their keys. */
    public static KeyRing open(Path file) {
        return Keystore.ofFile(file).ring();
    }

    /** The keys of the store of personal data. */
    public static PersonalKeys personal(Path file) {
        return Keystore.ofFile(file).personal();
    }

    /** A key that signs webhooks. */
    public static SigningKey webhookKey(Path file, int version) {
        return Keystore.ofFile(file).webhookKey(version);
    }

    /** Opens the next version of a slot. */
    public static KeySlot openSlot(Path file, @Nullable Character symbol) {
        return Keystore.ofFile(file).openSlot(symbol);
    }

    /** Ends issuing under a slot. */
    public static boolean retire(Path file, char symbol, int version) {
        return Keystore.ofFile(file).retire(symbol, version);
    }
}
