package org.echt.core.issuance;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.echt.core.serial.AuthenticCode;
import org.echt.core.serial.Authenticator;
import org.echt.core.serial.Batch;
import org.echt.core.serial.Issuer;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.SerialCode;
import org.echt.core.tlog.Hash;

/**
 * Commits batches, and is the only door through which their codes leave: it stays shut until the root of all codes is
 * stored and in the log. Proves afterwards what was issued. Thread-safe; throws
 * {@link org.echt.core.fault.StoreUnavailableException} as its store does.
 */
public final class IssuanceDesk {
    private final CommitmentStore store;
    private final Issuer issuer;
    private final KeyCommitments keys;
    private final LogPlaces log;
    private final InstantSource clock;

    /** What is known of the keys of slots. */
    @FunctionalInterface
    public interface KeyCommitments {
        /** No key has a commitment. */
        KeyCommitments NONE = (_, _) -> "";

        /** What fixes the key of a slot without showing it; empty where there is nothing. */
        String of(char slot, int version);
    }

    public IssuanceDesk(CommitmentStore store, Issuer issuer, KeyCommitments keys, LogPlaces log, InstantSource clock) {
        this.store = store;
        this.issuer = issuer;
        this.keys = keys;
        this.log = log;
        this.clock = clock;
    }

    /** Where the entry of a committed batch stands in the log; empty until it has a place. */
    public OptionalLong entry(Batch batch) {
        return log.entry(batch.number());
    }

    /** The batch with its root; empty until it is committed. */
    public Optional<CommittedBatch> committed(Batch batch) {
        return Optional.ofNullable(store.find(batch.number()).committed());
    }

    /** How many codes of the batch are hashed already, for one whose commitment was interrupted. */
    public long hashed(Batch batch) {
        long subtrees = store.find(batch.number()).subtrees().size();
        return Math.min(subtrees << BlindedTree.SUBTREE_BITS, batch.count());
    }

    /**
     * Computes what is missing of the batch's root and commits it; nothing when it is committed already. Each finished
     * subtree is stored, so what was interrupted goes on from there. Takes about a second for four million codes and
     * thread.
     *
     * @param threads how many compute beside each other, from 1
     * @param progress told the number of codes hashed in all; may throw to end the work
     * @param by who commits
     * @throws IllegalStateException when the slot has no blinding key, or when other roots are kept than its codes give
     */
    public CommittedBatch commit(Batch batch, int threads, LongConsumer progress, String by) {
        var kept = store.find(batch.number());
        var committed = kept.committed();
        if (committed != null) {
            return committed;
        }
        var roots = new ArrayList<>(kept.subtrees());
        long before = (long) roots.size() << BlindedTree.SUBTREE_BITS;
        tree(batch).roots(roots.size(), threads, done -> progress.accept(before + done), (place, root) -> {
            requireSame(batch, root, store.keep(batch.number(), place, root));
            roots.add(root);
        });
        var now = new CommittedBatch(
                batch,
                BlindedTree.root(roots),
                keys.of(batch.slot(), batch.slotVersion()),
                kept.early(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        var stored = store.commit(now, by);
        requireSame(batch, now.root(), stored.root());
        return stored;
    }

    private static void requireSame(Batch batch, Hash computed, Hash kept) {
        if (!computed.equals(kept)) {
            throw new IllegalStateException("the codes of batch " + batch.number() + " give the root " + computed.hex()
                    + ", but " + kept.hex() + " is kept. Maybe another key under slot " + batch.slot() + "/"
                    + batch.slotVersion() + ", or another word list?");
        }
    }

    /**
     * Writes the codes from index {@code from} to the end, as {@link org.echt.core.serial.BatchCodes#stream} does.
     *
     * @return codes written
     * @throws IllegalStateException when the batch is not committed: its codes must not leave
     */
    public long stream(Batch batch, long from, OutputStream out, LongConsumer progress) throws IOException {
        if (committed(batch).isEmpty()) {
            throw new IllegalStateException(
                    "batch " + batch.number() + " is not committed: its codes must not leave before");
        }
        return issuer.codes(batch).stream(from, out, progress);
    }

    /**
     * Proves that a code was issued; checked against the root before it is given. Takes about a second for a batch of
     * more than four million codes. Empty until the batch is committed.
     *
     * @throws IllegalStateException when the codes no longer give the root that was committed
     */
    public Optional<IssuanceProof> prove(AuthenticCode code, int threads) {
        var batch = code.batch();
        var kept = store.find(batch.number());
        var committed = kept.committed();
        if (committed == null) {
            return Optional.empty();
        }
        long index = ItemNumber.index(code.item());
        var tree = tree(batch);
        var blind = tree.open(index).blind();
        var path = tree.path(index, kept.subtrees(), threads);
        var proof = new IssuanceProof(code.code(), batch.number(), batch.count(), index, blind, path);
        if (!proof.verify(committed.root())) {
            throw new IllegalStateException("batch " + batch.number() + " was committed as "
                    + committed.root().hex() + ", which the codes made now do not give. Maybe another key under slot "
                    + batch.slot() + "/" + batch.slotVersion() + ", or another word list?");
        }
        return Optional.of(proof);
    }

    /**
     * States that a code was not issued; empty when it was.
     *
     * @param fresh with every batch that is stored when it is asked: after the checkpoint was read, so that no batch under
     *     the checkpoint is left out
     */
    public Optional<NonIssuance> nonIssuance(SerialCode code, Supplier<Authenticator> fresh) {
        var checkpoint = log.size();
        var trials = fresh.get().trials(code);
        if (trials.stream().anyMatch(trial -> trial.reason() == null)) {
            return Optional.empty();
        }
        var tried = trials.stream().map(NonIssuance.Tried::of).toList();
        List<CommittedBatch> covering = store.committed().stream()
                .filter(c -> c.batch().slot() == code.slot())
                .toList();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return Optional.of(new NonIssuance(code, now, checkpoint, tried, covering));
    }

    private BlindedTree tree(Batch batch) {
        return new BlindedTree(batch, () -> issuer.codes(batch));
    }
}
