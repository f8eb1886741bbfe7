package org.echt.core.ledger;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.echt.core.ledger.LedgerStore.Grown;
import org.echt.core.ledger.LedgerStore.Node;
import org.echt.core.tlog.Checkpoint;
import org.echt.core.tlog.Cosigner;
import org.echt.core.tlog.Frontier;
import org.echt.core.tlog.Hash;
import org.echt.core.tlog.LogSigner;
import org.echt.core.tlog.SignedCheckpoint;
import org.echt.core.tlog.Tile;
import org.echt.core.tlog.TiledTree;
import org.jspecify.annotations.Nullable;

/**
 * Gives what was done its place in the log and signs where the log ends. Any number may run, in one process or in many:
 * the store lets one at a time. Thread-safe.
 *
 * <p>A checkpoint is signed before it is stored, within the store's transaction, and shown by nobody before that
 * transaction is durable. Signing again after a crash gives the same or a longer log, never another one of the same size
 * that anybody saw. What a transaction cannot keep out is a database put back to an earlier day: {@link Seen} notices it.
 */
public final class Sequencer {
    /** Entries placed in one transaction. */
    static final int ROUND = 4096;

    private final LedgerStore store;
    private final LogSigner signer;
    private final List<Cosigner> beside;
    private final Seen seen;
    private final InstantSource clock;

    public Sequencer(LedgerStore store, LogSigner signer, Seen seen, InstantSource clock) {
        this(store, signer, List.of(), seen, clock);
    }

    /** @param beside further keys of the log's own that cosign every checkpoint */
    public Sequencer(LedgerStore store, LogSigner signer, List<Cosigner> beside, Seen seen, InstantSource clock) {
        this.store = store;
        this.signer = signer;
        this.beside = List.copyOf(beside);
        this.seen = seen;
        this.clock = clock;
    }

    /**
     * Places all that waits.
     *
     * @return how many entries got a place
     * @throws ForkException when the log is not the one this machine has seen; nothing is changed
     */
    public long run() {
        long placed = 0;
        int round;
        do {
            round = store.grow(ROUND, this::grown);
            placed += round;
        } while (round == ROUND);
        if (placed > 0) {
            store.head().ifPresent(head -> seen.saw(new Seen.Sight(head.origin(), head.size(), head.root())));
        }
        return placed;
    }

    private Grown grown(@Nullable Head before, List<byte[]> entries) {
        if (before != null && !before.origin().equals(origin())) {
            throw new ForkException("the log in the store is named " + before.origin() + ", not " + origin()
                    + ". Give it its old name back (log.origin), or begin a new log in a new database");
        }
        seen.last().ifPresent(sight -> compare(before, sight));
        var nodes = new ArrayList<Node>();
        Frontier.Subtrees complete = (height, index, root) -> {
            if (height % Tile.HEIGHT == 0) {
                nodes.add(new Node(height / Tile.HEIGHT, index, root));
            }
        };
        var frontier = before == null
                ? new Frontier(Tile.HEIGHT, complete)
                : Frontier.ofState(before.state(), Tile.HEIGHT, complete);
        var leaves = entries.stream().map(Hash::leaf).toList();
        leaves.forEach(frontier::add);
        var checkpoint = new Checkpoint(origin(), frontier.size(), frontier.root());
        var now = clock.instant();
        var signed = new SignedCheckpoint(checkpoint, List.of(signer.sign(checkpoint)))
                .with(beside.stream().map(key -> key.sign(checkpoint, now)).toList());
        var head = new Head(origin(), frontier.state(), new String(signed.bytes(), StandardCharsets.UTF_8), now);
        return new Grown(head, leaves, nodes);
    }

    private String origin() {
        return signer.verifierKey().name();
    }

    private void compare(@Nullable Head before, Seen.Sight sight) {
        if (!sight.origin().equals(origin()) || sight.size() == 0) {
            return;
        }
        long size = before == null ? 0 : before.size();
        if (size < sight.size()) {
            throw new ForkException("the log in the store has " + size + " entries, and this machine has seen "
                    + sight.size()
                    + ": the database was put back to an earlier day. Going on would sign a second history."
                    + " Put the newer database back");
        }
        var then = size == sight.size()
                ? Objects.requireNonNull(before).root()
                : tree(sight.size()).root();
        if (!then.equals(sight.root())) {
            throw new ForkException("the first " + sight.size() + " entries of the log in the store are not those that"
                    + " this machine has seen: somebody changed the store. Look what changed: echt log verify");
        }
    }

    private TiledTree tree(long size) {
        return new TiledTree(size, new LedgerTiles(store));
    }
}
