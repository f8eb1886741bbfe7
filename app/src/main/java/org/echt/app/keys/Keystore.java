package org.echt.app.keys;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.echt.app.keys.KeystoreText.Content;
import org.echt.app.keys.KeystoreText.ReceiptBegin;
import org.echt.app.keys.KeystoreText.Slot;
import org.echt.core.keys.KeyRing;
import org.echt.core.keys.KeySlot;
import org.echt.core.keys.MacKey;
import org.echt.core.keys.PersonalKeys;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SigningKey;
import org.echt.core.keys.SoftwareKeys;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of an installation, in either profile: a private text file with the issuer's name, a master secret and the
 * list of slots. In the software profile the slots' keys are derived from the master; in the token profile they are in a
 * PKCS#11 token and the master is sealed by one of its keys.
 *
 * <p>The file has mode 0600 and its folder is not writable by others; both are checked at every read, and a file that is
 * open to others is refused, not mended: nobody knows who read it before. A change is written beside the file, made
 * durable and then put in its place. Changes by several processes wait for each other.
 *
 * <p>Every method throws {@link KeystoreException} when file or token cannot be used. No message, log line or
 * {@code toString} holds a secret. Thread-safe; a token is logged into once.
 */
public final class Keystore {
    /** In the order in which slots are opened when nobody asks for a symbol. */
    private static final String OPENING_ORDER = "ABCDEFGHJKMNPQRSTVWXYZ0123456789";

    private final Path file;
    private final PrivateFile store;
    private final Custody custody;

    private Keystore(Path file, Custody custody) {
        this.file = file;
        this.store = new PrivateFile(file);
        this.custody = custody;
    }

    /** The software profile. Opens nothing. */
    public static Keystore ofFile(Path file) {
        return new Keystore(file, new FileCustody());
    }

    /** The token profile. Opens nothing; the token is looked for when it is first needed. */
    public static Keystore ofToken(Path file, TokenSettings token) {
        return new Keystore(file, new TokenCustody(new TokenDoor(token)));
    }

    public Path file() {
        return file;
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /**
     * Makes a key store with a new master; refuses when the file exists.
     *
     * @return slots whose keys were in the token already, as after the loss of the file: listed as RETIRED
     */
    public List<KeySlot> create(String issuer, SecureRandom random) {
        byte[] master = new byte[KeystoreFile.MASTER_BYTES];
        random.nextBytes(master);
        try {
            if (exists()) {
                throw new KeystoreException(
                        "key store " + file + " exists and is not overwritten. Show it: echt key list");
            }
            var content = custody.begin(issuer, SecretBytes.copyOf(master), random);
            store.create(KeystoreText.write(content));
            return ring(content).slots();
        } finally {
            Arrays.fill(master, (byte) 0);
        }
    }

    /** The whole file, sealed by a password, as a backup may hold it. */
    public byte[] sealed(String password, SecureRandom random) {
        content();
        return PasswordSeal.seal(store.read(), password, random);
    }

    /**
     * Puts the file of {@link #sealed} in its place; refuses when there is one, and when it is of the other profile.
     *
     * @throws KeystoreException also for another password
     */
    public void unseal(byte[] sealed, String password) {
        put(PasswordSeal.open(sealed, password));
    }

    /** Puts a copy of a key store in its place; refuses when there is one, and when it is of the other profile. */
    public void copyOf(Path other) {
        put(new PrivateFile(other).read());
    }

    /** Whether the password opens what {@link #sealed} made. */
    public static boolean opens(byte[] sealed, String password) {
        try {
            return !PasswordSeal.open(sealed, password).isEmpty();
        } catch (KeystoreException _) {
            return false;
        }
    }

    private void put(String text) {
        KeystoreText.read(text, custody.format(), file.toString());
        store.create(text);
    }

    /** All slots with their keys. */
    public KeyRing ring() {
        return ring(content());
    }

    /** Keys that are derived from the master, by its issuer's name. */
    public <T> T derived(BiFunction<SoftwareKeys, String, T> keys) {
        var content = content();
        return keys.apply(derived(content), content.issuer());
    }

    private SoftwareKeys derived(Content content) {
        return new SoftwareKeys(custody.master(content), BouncyEd25519::ofSeed);
    }

    /** The keys of the store of personal data. */
    public PersonalKeys personal() {
        return derived(SoftwareKeys::personal);
    }

    /** The key under which visitors of a day are told apart, together with that day's salt. */
    public MacKey visitorKey() {
        return derived(SoftwareKeys::visitorKey);
    }

    /**
     * A key that signs webhooks.
     *
     * @param version from 1; each is another key, so that an endpoint gets a new one by the next number
     */
    public SigningKey webhookKey(int version) {
        return derived((keys, issuer) -> keys.webhookKey(issuer, version));
    }

    /**
     * The key that signs the transparency log.
     *
     * @param version from 1; each is another key
     */
    public SigningKey logKey(int version) {
        return derived((keys, issuer) -> keys.logKey(issuer, version));
    }

    /**
     * A second key of the log (ML-DSA-44), which cosigns.
     *
     * @param version from 1; each is another key
     */
    public SigningKey logMlDsaKey(int version) {
        return derived((keys, issuer) -> keys.logMlDsaKey(issuer, version));
    }

    /** The keys that sign receipts, every version there ever was. */
    public ReceiptSecrets receipts() {
        var content = content();
        return ReceiptSecrets.of(content, derived(content));
    }

    /**
     * Begins the next version of the key that signs receipts; what the ones before signed stays valid.
     *
     * @param now later than every version before began
     * @return its number
     */
    public int rotateReceipts(Instant now) {
        return store.alone(() -> {
            var content = content();
            var receipts = new ArrayList<>(content.receipts());
            receipts.add(new ReceiptBegin(receipts.size() + 2, now));
            store.replace(KeystoreText.write(content.withReceipts(receipts)));
            return receipts.getLast().version();
        });
    }

    /**
     * Opens the next version of a slot.
     *
     * @param symbol first symbol of the codes; null for the first one never used here
     */
    public KeySlot openSlot(@Nullable Character symbol) {
        return store.alone(() -> {
            var content = content();
            var taken = custody.taken(content);
            return opened(content, next(taken, symbol != null ? symbol : firstUnused(taken)), content.slots());
        });
    }

    /** What a rotation did. */
    public record Rotated(KeySlot opened, List<KeySlot> retired) {}

    /** Opens the next version under a symbol and retires every one before, in one step; the codes of all stay valid. */
    public Rotated rotate(char symbol) {
        return store.alone(() -> {
            var content = content();
            if (content.slots().stream().noneMatch(s -> s.symbol() == symbol)) {
                throw new KeystoreException("there is no slot of symbol " + symbol + " in " + file
                        + " to rotate. Show the slots: echt key list. Open one: echt key open --symbol " + symbol);
            }
            var others = content.slots().stream()
                    .map(s -> s.symbol() == symbol ? retired(s) : s)
                    .toList();
            var before = content.slots().stream()
                    .filter(s -> s.symbol() == symbol && s.state() == KeySlot.State.OPEN)
                    .map(s -> custody.slot(content, retired(s)))
                    .toList();
            return new Rotated(opened(content, next(custody.taken(content), symbol), others), before);
        });
    }

    /** Ends issuing under a slot; its codes are verified for ever. False when it was retired before. */
    public boolean retire(char symbol, int version) {
        return store.alone(() -> {
            var content = content();
            var old = content.slots().stream()
                    .filter(s -> s.symbol() == symbol && s.version() == version)
                    .findFirst()
                    .orElseThrow(() -> new KeystoreException("there is no slot " + symbol + "/" + version + " in "
                            + file + ". Show the slots: echt key list"));
            if (old.state() == KeySlot.State.RETIRED) {
                return false;
            }
            var slots = content.slots().stream()
                    .map(s -> s.equals(old) ? retired(s) : s)
                    .toList();
            store.replace(KeystoreText.write(content.with(slots)));
            return true;
        });
    }

    private Content content() {
        return KeystoreText.read(store.read(), custody.format(), file.toString());
    }

    private KeyRing ring(Content content) {
        return new KeyRing(
                content.slots().stream().map(s -> custody.slot(content, s)).toList());
    }

    /** The keys first: a slot that is listed has them, also when the process dies in between. */
    private KeySlot opened(Content content, Slot slot, List<Slot> others) {
        custody.make(content, slot);
        var slots = new ArrayList<>(others);
        slots.add(slot);
        store.replace(KeystoreText.write(content.with(slots)));
        return custody.slot(content, slot);
    }

    private static Slot retired(Slot slot) {
        return new Slot(slot.symbol(), slot.version(), KeySlot.State.RETIRED);
    }

    private static Slot next(List<Slot> taken, char symbol) {
        return new Slot(symbol, lastVersion(taken, symbol) + 1, KeySlot.State.OPEN);
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

    @Override
    public String toString() {
        return "Keystore " + file;
    }
}
