package org.echt.app.keys;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.echt.app.keys.KeystoreText.Content;
import org.echt.app.keys.KeystoreText.Slot;
import org.echt.core.keys.KeyRing;
import org.echt.core.keys.KeySlot;
import org.echt.core.keys.PersonalKeys;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SigningKey;
import org.echt.core.keys.SoftwareKeys;
import org.jspecify.annotations.Nullable;

/**
 * The software key profile: one UTF-8 text file with the issuer's name, a random master secret and the list of slots.
 * The slots' keys are derived from the master ({@link SoftwareKeys}) and never written.
 *
 * <p>The file has mode 0600 and its folder is not writable by others; both are checked at every read, and a file that is
 * open to others is refused, not mended: nobody knows who read it before. A change is written beside the file, made
 * durable and then put in its place. Changes by several processes wait for each other.
 *
 * <p>Whoever needs the secret to stay inside a token or HSM does not use this class: {@link org.echt.core.keys.CodeKey}
 * is the door such a profile comes in by, and everything behind a {@link KeyRing} is the same.
 *
 * <p>Every method throws {@link KeystoreException} when the file cannot be used. No message, log line or
 * {@code toString} holds a secret.
 */
public final class KeystoreFile {
    static final int MASTER_BYTES = 32;
    /** In the order in which slots are opened when nobody asks for a symbol. */
    private static final String OPENING_ORDER = "ABCDEFGHJKMNPQRSTVWXYZ0123456789";

    private KeystoreFile() {}

    /** Makes a key store without slots and with a new master; refuses when the file exists. */
    public static void create(Path file, String issuer, SecureRandom random) {
        byte[] master = new byte[MASTER_BYTES];
        random.nextBytes(master);
        try {
            new PrivateFile(file)
                    .create(KeystoreText.write(new Content(issuer, SecretBytes.copyOf(master), List.of())));
        } finally {
            Arrays.fill(master, (byte) 0);
        }
    }

    /** All slots with their keys. */
    public static KeyRing open(Path file) {
        var content = KeystoreText.read(new PrivateFile(file).read(), file.toString());
        var keys = new SoftwareKeys(content.master());
        return new KeyRing(
                content.slots().stream().map(s -> slot(content, keys, s)).toList());
    }

    /** The keys of the store of personal data. */
    public static PersonalKeys personal(Path file) {
        var content = KeystoreText.read(new PrivateFile(file).read(), file.toString());
        return new SoftwareKeys(content.master()).personal(content.issuer());
    }

    /**
     * A key that signs webhooks.
     *
     * @param version from 1; each is another key, so that an endpoint gets a new one by the next number
     */
    public static SigningKey webhookKey(Path file, int version) {
        var content = KeystoreText.read(new PrivateFile(file).read(), file.toString());
        return new SoftwareKeys(content.master()).webhookKey(content.issuer(), version);
    }

    /**
     * The key that signs the transparency log.
     *
     * @param version from 1; each is another key
     */
    public static SigningKey logKey(Path file, int version) {
        var content = KeystoreText.read(new PrivateFile(file).read(), file.toString());
        return new SoftwareKeys(content.master()).logKey(content.issuer(), version);
    }

    /**
     * Opens the next version of a slot.
     *
     * @param symbol first symbol of the codes; null for the first one never used here
     */
    public static KeySlot openSlot(Path file, @Nullable Character symbol) {
        var store = new PrivateFile(file);
        return store.alone(() -> {
            var content = KeystoreText.read(store.read(), file.toString());
            char chosen = symbol != null ? symbol : firstUnused(content.slots());
            int version = lastVersion(content.slots(), chosen) + 1;
            var opened = new Slot(chosen, version, KeySlot.State.OPEN);
            var slots = new ArrayList<>(content.slots());
            slots.add(opened);
            store.replace(KeystoreText.write(new Content(content.issuer(), content.master(), slots)));
            return slot(content, new SoftwareKeys(content.master()), opened);
        });
    }

    /** Ends issuing under a slot; its codes are verified for ever. False when it was retired before. */
    public static boolean retire(Path file, char symbol, int version) {
        var store = new PrivateFile(file);
        return store.alone(() -> {
            var content = KeystoreText.read(store.read(), file.toString());
            var old = content.slots().stream()
                    .filter(s -> s.symbol() == symbol && s.version() == version)
                    .findFirst()
                    .orElseThrow(() -> new KeystoreException("there is no slot " + symbol + "/" + version + " in "
                            + file + ". Show the slots: echt key list"));
            if (old.state() == KeySlot.State.RETIRED) {
                return false;
            }
            var slots = content.slots().stream()
                    .map(s -> s.equals(old) ? new Slot(symbol, version, KeySlot.State.RETIRED) : s)
                    .toList();
            store.replace(KeystoreText.write(new Content(content.issuer(), content.master(), slots)));
            return true;
        });
    }

    private static KeySlot slot(Content content, SoftwareKeys keys, Slot slot) {
        return new KeySlot(
                content.issuer(),
                slot.symbol(),
                slot.version(),
                slot.state(),
                keys.codeKey(content.issuer(), slot.symbol(), slot.version()),
                keys.insideKey(content.issuer(), slot.symbol(), slot.version()),
                keys.blindingKey(content.issuer(), slot.symbol(), slot.version()));
    }

    private static char firstUnused(List<Slot> slots) {
        for (int i = 0; i < OPENING_ORDER.length(); i++) {
            char symbol = OPENING_ORDER.charAt(i);
            if (lastVersion(slots, symbol) == 0) {
                return symbol;
            }
        }
        throw new KeystoreException("every slot symbol is in use. Name the one to open a new version of: --symbol S");
    }

    private static int lastVersion(List<Slot> slots, char symbol) {
        return slots.stream()
                .filter(s -> s.symbol() == symbol)
                .mapToInt(Slot::version)
                .max()
                .orElse(0);
    }
}
