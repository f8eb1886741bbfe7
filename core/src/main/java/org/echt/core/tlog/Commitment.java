package org.echt.core.tlog;

import org.echt.core.keys.SecretBytes;

/**
 * Stands in an entry for facts that must not stand there, such as a person's data: SHA-256({@code echt-commitment/v1\n} |
 * salt | data). Who has salt and data can show what was logged; once the salt is destroyed nobody can, and guessing the
 * data does not help.
 */
public record Commitment(Hash hash) {
    /** Bytes of a salt. A salt is drawn at random for each commitment and is kept with the data, never in the log. */
    public static final int SALT = 32;

    private static final String LABEL = "echt-commitment/v1\n";

    /** @throws IllegalArgumentException unless the salt has {@value #SALT} bytes */
    public static Commitment of(SecretBytes salt, byte[] data) {
        if (salt.size() != SALT) {
            throw new IllegalArgumentException("salt has " + salt.size() + " bytes instead of " + SALT);
        }
        return new Commitment(salt.reveal(bytes -> Hash.sha256(SignedMessage.utf8(LABEL), bytes, data)));
    }

    /** Whether salt and data are what was committed to; false for a salt of another length. */
    public boolean opens(SecretBytes salt, byte[] data) {
        return salt.size() == SALT && of(salt, data).equals(this);
    }
}
