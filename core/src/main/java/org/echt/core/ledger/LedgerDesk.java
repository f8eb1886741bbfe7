package org.echt.core.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.echt.core.tlog.LogSigner;
import org.echt.core.tlog.MalformedException;
import org.echt.core.tlog.Policy;
import org.echt.core.tlog.SignedCheckpoint;
import org.echt.core.tlog.TiledTree;
import org.echt.core.tlog.TlogProof;
import org.echt.core.tlog.VerifierKey;

/** Where people and programs look after the log. Thread-safe; may throw {@code StoreUnavailableException}. */
public final class LedgerDesk {
    private final LedgerStore store;
    private final LogSigner signer;
    private final Sequencer sequencer;

    public LedgerDesk(LedgerStore store, LogSigner signer, Sequencer sequencer) {
        this.store = store;
        this.signer = signer;
        this.sequencer = sequencer;
    }

    public LedgerStore store() {
        return store;
    }

    /** The key that signs, with the log's name. */
    public VerifierKey key() {
        return signer.verifierKey();
    }

    /** Places all that waits; returns how many entries got a place. */
    public long place() {
        return sequencer.run();
    }

    /** Computes everything anew, as {@link LedgerCheck} says. */
    public LedgerCheck.Report check(LongPredicate progress) {
        return new LedgerCheck(store, Policy.of(key()), progress).run();
    }

    /** The newest checkpoint, with the cosignatures of those who vouch for it; empty before the first entry. */
    public Optional<SignedCheckpoint> checkpoint() {
        return store.newest().map(LedgerDesk::parsed);
    }

    /** That an entry stands in the log, from the newest checkpoint; empty where the log has no such place. */
    public Optional<TlogProof> proof(long place) {
        return checkpoint()
                .filter(c -> place >= 0 && place < c.checkpoint().size())
                .map(c -> new TlogProof(tree(c.checkpoint().size()).inclusion(place), c));
    }

    /** The log of some size. */
    public TiledTree tree(long size) {
        return new TiledTree(size, new LedgerTiles(store));
    }

    private static SignedCheckpoint parsed(String note) {
        try {
            return SignedCheckpoint.parse(note.getBytes(StandardCharsets.UTF_8));
        } catch (MalformedException e) {
            throw new IllegalStateException("the checkpoint in the store is damaged: " + e.getMessage(), e);
        }
    }
}
