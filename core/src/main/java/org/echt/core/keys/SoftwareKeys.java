package org.echt.core.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.function.Function;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys in memory, derived from one master secret (spec/serial-code.md, "Keys"). Thread-safe.
 *
 * <p>Derivation: HKDF-SHA256, salt {@code ECHT-E1}, info {@code slot|issuer|symbol|version} for a slot, and the like for
 * other uses.
 */
public final class SoftwareKeys {
    /** Fewest bytes of a master secret. */
    public static final int MIN_MASTER = 32;

    private static final int KEY_BYTES = 32;
    private static final byte[] SALT = "ECHT-E1".getBytes(StandardCharsets.US_ASCII);

    private final SecretBytes master;
    private final Function<SecretBytes, SigningKey> ed25519;

    /** Throws {@link IllegalArgumentException} when {@code master} has fewer than {@value #MIN_MASTER} bytes. */
    public SoftwareKeys(SecretBytes master) {
        this(master, Ed25519Key::ofSeed);
    }

    /**
     * The same keys, but another library signs.
     *
     * @param ed25519 makes the Ed25519 key of a seed, as {@link Ed25519Key#ofSeed}
     */
    public SoftwareKeys(SecretBytes master, Function<SecretBytes, SigningKey> ed25519) {
        if (master.size() < MIN_MASTER) {
            throw new IllegalArgumentException(
                    "master secret has " + master.size() + " bytes; " + MIN_MASTER + " or more are needed");
        }
        this.master = master;
        this.ed25519 = ed25519;
    }

    /**
     * The key of one slot; the same three names always give the same key.
     *
     * @param issuer any text without {@code |}, which separates the names
     * @param version from 1
     */
    public CodeKey codeKey(String issuer, char symbol, int version) {
        return new AesKey(slotKey("slot", issuer, symbol, version));
    }

    /** The key that blinds the codes of one slot in what is committed to the log (spec/issuance.md). */
    public CodeKey blindingKey(String issuer, char symbol, int version) {
        return new AesKey(slotKey("blind", issuer, symbol, version));
    }

    /** The key of one slot's inside codes (spec/inside-code.md). */
    public MacKey insideKey(String issuer, char symbol, int version) {
        return macKey(named("inside", issuer) + "|" + symbol + "|" + version);
    }

    /** The keys of the store of personal data (spec/personal-data.md, spec/links.md). */
    public PersonalKeys personal(String issuer) {
        return new PersonalKeys(
                new SealKey(key(named("person", issuer) + "|1")),
                macKey(named("lookup", issuer) + "|1"),
                macKey(named("link", issuer) + "|1"));
    }

    /** The key under which visitors of a day are told apart, together with that day's salt. */
    public MacKey visitorKey(String issuer) {
        return macKey(named("visitor", issuer) + "|1");
    }

    /**
     * A key that signs webhooks; the same two values always give the same key.
     *
     * @param version from 1; each is another key
     */
    public SigningKey webhookKey(String issuer, int version) {
        return signingKey("webhook", issuer, version);
    }

    /** The key that signs the checkpoints of the log (spec/log.md); versions count from 1, each is another key. */
    public SigningKey logKey(String issuer, int version) {
        return signingKey("log", issuer, version);
    }

    /** The key that signs receipts; versions count from 1, each is another key. */
    public SigningKey receiptKey(String issuer, int version) {
        return signingKey("receipt", issuer, version);
    }

    /** A second key of the log, which computers of the quantum kind do not break; its cosignatures go beside. */
    public SigningKey logMlDsaKey(String issuer, int version) {
        return MlDsaKey.ofSeed(seed("log-ml-dsa-44", issuer, version));
    }

    private SigningKey signingKey(String use, String issuer, int version) {
        return ed25519.apply(seed(use, issuer, version));
    }

    private SecretBytes seed(String use, String issuer, int version) {
        if (version < 1) {
            throw new IllegalArgumentException("no " + use + " key of version " + version + ": versions count from 1");
        }
        byte[] seed = key(named(use, issuer) + "|" + version).getEncoded();
        try {
            return SecretBytes.copyOf(seed);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    private SecretKey slotKey(String use, String issuer, char symbol, int version) {
        if (issuer.isEmpty() || issuer.indexOf('|') >= 0 || version < 1) {
            throw new IllegalArgumentException("no key for issuer \"" + issuer + "\", version " + version
                    + ": the issuer must be a text without '|', versions count from 1");
        }
        return key(use + "|" + issuer + "|" + symbol + "|" + version);
    }

    private MacKey macKey(String name) {
        return hmac(key(name));
    }

    private SecretKey key(String name) {
        byte[] info = name.getBytes(StandardCharsets.UTF_8);
        return master.reveal(bytes -> derive(bytes, info));
    }

    private static String named(String use, String issuer) {
        if (issuer.isEmpty() || issuer.indexOf('|') >= 0) {
            throw new IllegalArgumentException(
                    "no key for issuer \"" + issuer + "\": the issuer must be a text without '|'");
        }
        return use + "|" + issuer;
    }

    /** A key for HMAC-SHA256 that is given, not derived. */
    public static MacKey ofHmac(SecretBytes key) {
        return hmac(key.<SecretKey>reveal(bytes -> new SecretKeySpec(bytes, "HmacSHA256")));
    }

    private static MacKey hmac(SecretKey key) {
        return message -> {
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(key);
                return mac.doFinal(message);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the provider refuses an HMAC key", e);
            }
        };
    }

    /** A slot key that is given, not derived: 32 bytes of AES-256. */
    public static CodeKey ofAes256(SecretBytes key) {
        if (key.size() != KEY_BYTES) {
            throw new IllegalArgumentException("AES-256 key has " + key.size() + " bytes instead of " + KEY_BYTES);
        }
        return new AesKey(key.reveal(bytes -> new SecretKeySpec(bytes, "AES")));
    }

    private static SecretKey derive(byte[] master, byte[] info) {
        try {
            var spec =
                    HKDFParameterSpec.ofExtract().addIKM(master).addSalt(SALT).thenExpand(info, KEY_BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveKey("AES", spec);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HKDF-SHA256", e);
        }
    }

    /** Holds the key where no accessor reaches it. */
    private static final class AesKey implements CodeKey {
        private final SecretKey key;

        AesKey(SecretKey key) {
            this.key = key;
        }

        @Override
        public Cipher encryptor() {
            try {
                var cipher = Cipher.getInstance("AES/ECB/NoPadding");
                cipher.init(Cipher.ENCRYPT_MODE, key);
                return cipher;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the provider refuses the slot key", e);
            }
        }

        @Override
        public String toString() {
            return "AesKey";
        }
    }
}
