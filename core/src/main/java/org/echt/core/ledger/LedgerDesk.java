package org.echt.core.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.echt.core.ledger.LedgerStore.Witnessed;
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
    private final Stamps stamps;

    public LedgerDesk(LedgerStore store, LogSigner signer, Sequencer sequencer, Stamps stamps) {
        this.store = store;
        this.signer = signer;
        this.sequencer = sequencer;
        this.stamps = stamps;
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
        return new LedgerCheck(store, Policy.of(key()), stamps, progress).run();
    }

    /** The newest checkpoint, with the cosignatures of those who vouch for it; empty before the first entry. */
    public Optional<SignedCheckpoint> checkpoint() {
        return store.newest().map(LedgerDesk::parsed);
    }

    /** Whether there is an authority that can stamp checkpoints. */
    public boolean isStamping() {
        return stamps.isOn();
    }

    /**
     * A checkpoint and its time-stamp.
     *
     * @param size of the log
     * @param says what the stamp says; what was refused is not kept
     */
    public record Stamped(long size, Stamps.Answer says) {}

    /** The newest checkpoint that bears a time-stamp; empty where none does. */
    public Optional<Stamped> stamped() {
        return store.stamped().map(this::read);
    }

    private Stamped read(Witnessed kept) {
        return new Stamped(
                kept.size(),
                stamps.read(kept.note().getBytes(StandardCharsets.UTF_8), Objects.requireNonNull(kept.stamp())));
    }

    /**
     * Has the newest checkpoint time-stamped and keeps the stamp; one that is stamped already is not stamped again. Waits for
     * the authority, and holds nothing while it does. Two who do so at once get two stamps, of which one is kept where they
     * are of the same size.
     *
     * @param now kept as the time when it came
     * @return empty where the log has no entries
     */
    public Optional<Stamped> stamp(Instant now) {
        return checkpoint().map(checkpoint -> {
            long size = checkpoint.checkpoint().size();
            return store.stamped(size, 1).stream()
                    .findFirst()
                    .map(this::read)
                    .orElseGet(() -> new Stamped(size, stamp(size, checkpoint.bytes(), now)));
        });
    }

    private Stamps.Answer stamp(long size, byte[] note, Instant now) {
        var answer = stamps.ask(note);
        if (answer instanceof Stamps.Answer.Stamp stamp) {
            store.witnessed(new Witnessed(size, new String(note, StandardCharsets.UTF_8), stamp.token(), now));
        }
        return answer;
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
