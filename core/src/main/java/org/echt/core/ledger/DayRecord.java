package org.echt.core.ledger;

import org.echt.core.canonical.CanonicalJson;
import org.echt.core.canonical.Value;
import org.echt.core.keys.SecretBytes;
import org.echt.core.tlog.Commitment;
import org.echt.core.tlog.Hash;

/**
 * One record of a day, and the salt without which its leaf says nothing. Immutable, apart from the array, which nobody may
 * change.
 *
 * @param content what the leaf commits to
 * @param salt {@value Commitment#SALT} bytes of chance, for this record alone
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on and never compared.
public record DayRecord(Value.Members content, byte[] salt) {
    /** @throws IllegalArgumentException when the salt has another length */
    public DayRecord {
        if (salt.length != Commitment.SALT) {
            throw new IllegalArgumentException("salt has " + salt.length + " bytes instead of " + Commitment.SALT);
        }
    }

    /** The hash of its leaf in the tree of its day. */
    public Hash leaf() {
        var commitment = Commitment.of(SecretBytes.copyOf(salt), CanonicalJson.write(content));
        return Hash.leaf(commitment.hash().bytes());
    }
}
