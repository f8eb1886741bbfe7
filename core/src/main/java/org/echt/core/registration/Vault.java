package org.echt.core.registration;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.echt.core.keys.PersonalKeys;
import org.echt.core.keys.SealKey;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SoftwareKeys;

/** Seals and opens what people entrust to us (spec/personal-data.md). Thread-safe. */
public final class Vault {
    private static final int COMMITMENT = 16;

    private final PersonalKeys keys;
    private final SecureRandom random;

    public Vault(PersonalKeys keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    /** What a sealed text or picture of a person belongs to. */
    public enum Matter {
        /** A letter that waits to be sent; belongs to the person. */
        LETTER,
        /** What a claimant says; belongs to a registration. */
        STATEMENT,
        /** A picture a claimant sent; belongs to a registration. */
        PICTURE
    }

    /** Somebody new, with a key of their own. */
    StoredPerson seal(ContactAddress address, String language, String country, Instant now) {
        long id = random.nextLong(1, Long.MAX_VALUE);
        var key = new byte[SealKey.SIZE];
        random.nextBytes(key);
        try {
            var theirs = SealKey.of(SecretBytes.copyOf(key));
            return new StoredPerson(
                    id,
                    lookup(address),
                    keys.wrap().seal(key, about("key", id), random),
                    theirs.seal(utf8(address.value()), about("address", id), random),
                    address.kind(),
                    language,
                    country,
                    null,
                    1,
                    now,
                    null);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** The same 32 bytes for the same address; says nothing to whoever is without the key. */
    public byte[] lookup(ContactAddress address) {
        return keys.lookup().mac(utf8("P1|lookup|" + address.kind() + "|" + address.comparable()));
    }

    /** @throws IllegalStateException when the row was made with other keys or was changed */
    public Person open(StoredPerson stored) {
        var address = SealKey.of(key(stored))
                .open(stored.address(), about("address", stored.id()))
                .orElseThrow(Vault::damaged);
        return new Person(stored, new ContactAddress(stored.kind(), new String(address, StandardCharsets.UTF_8)));
    }

    /**
     * Seals something of a person.
     *
     * @param object the number of what it belongs to
     */
    public byte[] seal(StoredPerson owner, Matter matter, long object, byte[] plain) {
        return SealKey.of(key(owner)).seal(plain, about(matter, object), random);
    }

    /** @throws IllegalStateException when it was sealed for something else or was changed */
    public byte[] open(StoredPerson owner, Matter matter, long object, byte[] sealed) {
        return SealKey.of(key(owner)).open(sealed, about(matter, object)).orElseThrow(Vault::damaged);
    }

    /**
     * What a log may say in a person's place: the same for the same person and text, and connected with nobody once the
     * person's key is destroyed.
     */
    public String commitment(StoredPerson person, String text) {
        var mac = SoftwareKeys.ofHmac(key(person)).mac(utf8("P1|commitment|" + text));
        return HexFormat.of().formatHex(mac, 0, COMMITMENT);
    }

    private SecretBytes key(StoredPerson stored) {
        return keys.wrap().openKey(stored.key(), about("key", stored.id())).orElseThrow(Vault::damaged);
    }

    private static byte[] about(Matter matter, long object) {
        return about(
                switch (matter) {
                    case LETTER -> "letter";
                    case STATEMENT -> "statement";
                    case PICTURE -> "picture";
                },
                object);
    }

    private static byte[] about(String what, long object) {
        return utf8("P1|" + what + "|" + object);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static IllegalStateException damaged() {
        return new IllegalStateException(
                "personal data cannot be read: they were made with another key store, or changed");
    }
}
