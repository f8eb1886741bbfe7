package org.echt.core.ledger;

import java.time.Instant;
import org.echt.core.tlog.Frontier;
import org.echt.core.tlog.Hash;

/**
 * Where the log ends. Immutable, apart from the array, which nobody may change.
 *
 * @param origin name of the log
 * @param state the tree's right edge, as {@link Frontier#state} tells it
 * @param checkpoint the signed note over the tree's size and root
 * @param at when it was signed
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on and never compared.
public record Head(String origin, byte[] state, String checkpoint, Instant at) {
    /** How many entries the log has. */
    public long size() {
        return Frontier.ofState(state).size();
    }

    public Hash root() {
        return Frontier.ofState(state).root();
    }
}
