package org.echt.core.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import org.echt.core.ledger.LedgerStore.Committed;
import org.echt.core.tlog.Frontier;
import org.echt.core.tlog.Hash;
import org.echt.core.tlog.Policy;
import org.echt.core.tlog.Tile;

/**
 * Computes everything in the log anew and compares: each entry with the hash beside it and with what was done, each kept
 * root of a subtree, the root and the signature at the end, every time-stamp, and that nothing that was done is missing. One
 * use, one thread.
 */
public final class LedgerCheck {
    private static final int CHUNK = 1024;
    private static final int TOLD = 100;

    private final LedgerStore store;
    private final Policy trusted;
    private final StampCheck stamps;
    private final LongPredicate progress;
    private final List<Finding> findings = new ArrayList<>();
    private final List<LedgerStore.Node> complete = new ArrayList<>();
    private long found;
    private long forgotten;

    /**
     * @param trusted whose signature the last checkpoint and the stamped ones must bear
     * @param stamps reads time-stamps
     * @param progress told how many entries were looked at; false ends the check
     */
    public LedgerCheck(LedgerStore store, Policy trusted, Stamps stamps, LongPredicate progress) {
        this.store = store;
        this.trusted = trusted;
        this.stamps = new StampCheck(store, trusted, stamps, (what, size) -> find(Kind.STAMP_WRONG, size, what));
        this.progress = progress;
    }

    /** What does not fit. */
    public record Finding(Kind kind, long place, String what) {}

    /** Kinds of what does not fit. */
    public enum Kind {
        /** The log has no entry where one must be. */
        GAP,
        /** An entry is not the one whose hash stands beside it. */
        ENTRY_CHANGED,
        /** What was done reads otherwise than what was committed to. */
        RECORD_CHANGED,
        /** A kept root of a subtree is wrong or missing. */
        NODE_WRONG,
        /** The entries do not give the root that was signed. */
        ROOT_WRONG,
        /** The last checkpoint does not bear the log's signature. */
        NOT_SIGNED,
        /** A time-stamp is not what it says, or not of this log. */
        STAMP_WRONG,
        /** Something was done that the log does not know. */
        NOT_LOGGED
    }

    /**
     * What a check came to.
     *
     * @param size entries of the log
     * @param waiting entries without a place yet
     * @param stamps time-stamps that were looked at
     * @param forgotten entries whose salt was destroyed, so that nobody can tell what they commit to
     * @param found how much does not fit
     * @param findings the first of it
     * @param isWhole false when the check was ended before
     */
    public record Report(
            long size,
            Hash root,
            long waiting,
            long stamps,
            long forgotten,
            long found,
            List<Finding> findings,
            boolean isWhole) {
        public boolean isGood() {
            return isWhole && found == 0;
        }
    }

    /** Looks at the whole log as it stands when this begins. */
    public Report run() {
        var head = store.head().orElse(null);
        long size = head == null ? 0 : head.size();
        var frontier = new Frontier(Tile.HEIGHT, (height, index, root) -> {
            if (height % Tile.HEIGHT == 0) {
                complete.add(new LedgerStore.Node(height / Tile.HEIGHT, index, root));
            }
        });
        boolean whole = true;
        while (whole && frontier.size() < size) {
            long from = frontier.size();
            chunk(frontier, from, (int) Math.min(CHUNK, size - from));
            nodes();
            whole = progress.test(frontier.size());
        }
        if (head != null && whole) {
            end(head, frontier);
        }
        if (whole) {
            stamps.end();
        }
        for (long number : store.missing(TOLD)) {
            find(Kind.NOT_LOGGED, -1, "audit entry " + number + " is not in the log and does not wait for a place");
        }
        return new Report(size, frontier.root(), store.waiting(), stamps.count(), forgotten, found, findings, whole);
    }

    private void chunk(Frontier frontier, long from, int count) {
        var committed = store.committed(from, count);
        byte[] kept = store.hashes(0, from, count);
        int next = 0;
        for (int i = 0; i < count; i++) {
            long place = from + i;
            byte[] hash = i * Hash.BYTES < kept.length
                    ? Arrays.copyOfRange(kept, i * Hash.BYTES, (i + 1) * Hash.BYTES)
                    : Hash.EMPTY_ROOT.bytes();
            if (next < committed.size() && committed.get(next).place() == place) {
                entry(committed.get(next), hash);
                frontier.add(Hash.leaf(committed.get(next).entry()));
                next++;
            } else {
                find(Kind.GAP, place, "there is no entry in place " + place);
                frontier.add(hash, 0);
            }
            if (frontier.size() == stamps.next()) {
                stamps.at(frontier.root());
            }
        }
    }

    private void entry(Committed committed, byte[] hash) {
        if (!Arrays.equals(Hash.leaf(committed.entry()).bytes(), hash)) {
            find(Kind.ENTRY_CHANGED, committed.place(), "the entry is not the one whose hash is kept");
        }
        byte[] salt = committed.salt();
        if (salt == null) {
            forgotten++;
        } else if (!Arrays.equals(LoggedFact.of(committed.done(), salt).bytes(), committed.entry())) {
            find(
                    Kind.RECORD_CHANGED,
                    committed.place(),
                    "audit entry " + committed.number() + " reads otherwise than what was committed to");
        }
    }

    private void nodes() {
        for (var node : complete) {
            byte[] kept = store.hashes(node.level(), node.index(), 1);
            if (!Arrays.equals(kept, node.hash().bytes())) {
                find(
                        Kind.NODE_WRONG,
                        node.index() << (Tile.HEIGHT * node.level()),
                        "the kept root of subtree " + node.index() + " on level " + node.level()
                                + (kept.length == 0 ? " is missing" : " is wrong"));
            }
        }
        complete.clear();
    }

    private void end(Head head, Frontier frontier) {
        if (!head.root().equals(frontier.root())) {
            find(
                    Kind.ROOT_WRONG,
                    head.size(),
                    "the entries give root " + frontier.root() + ", the log's end says " + head.root());
        }
        if (!trusted.trusts(head.checkpoint().getBytes(StandardCharsets.UTF_8), head.size(), head.root())) {
            find(Kind.NOT_SIGNED, head.size(), "the last checkpoint does not bear the log's signature over its end");
        }
    }

    private void find(Kind kind, long place, String what) {
        found++;
        if (findings.size() < TOLD) {
            findings.add(new Finding(kind, place, what));
        }
    }
}
