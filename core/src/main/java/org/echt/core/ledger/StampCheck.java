package org.echt.core.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.ObjLongConsumer;
import org.echt.core.ledger.LedgerStore.Witnessed;
import org.echt.core.tlog.Hash;
import org.echt.core.tlog.Policy;

/**
 * Holds every time-stamp against the log while that is computed anew: the stamped checkpoint is the log's own at its size,
 * and the token is over its note. One use, one thread.
 */
final class StampCheck {
    private static final int PAGE = 100;

    private final LedgerStore store;
    private final Policy trusted;
    private final Stamps stamps;
    private final ObjLongConsumer<String> wrong;
    private final Deque<Witnessed> next = new ArrayDeque<>();
    private long count;

    /** @param wrong told what does not fit, and of which size */
    StampCheck(LedgerStore store, Policy trusted, Stamps stamps, ObjLongConsumer<String> wrong) {
        this.store = store;
        this.trusted = trusted;
        this.stamps = stamps;
        this.wrong = wrong;
        page(0);
    }

    private void page(long from) {
        next.addAll(store.stamped(from, PAGE));
    }

    /** At which size the next stamped checkpoint stands; {@link Long#MAX_VALUE} where none is left. */
    long next() {
        var first = next.peek();
        return first == null ? Long.MAX_VALUE : first.size();
    }

    /** How many were looked at. */
    long count() {
        return count;
    }

    /** The log has this root at the size of {@link #next}. */
    void at(Hash root) {
        var one = take();
        count++;
        byte[] note = one.note().getBytes(StandardCharsets.UTF_8);
        if (!trusted.trusts(note, one.size(), root)) {
            wrong.accept("the stamped checkpoint of " + one.size() + " entries is not one of this log", one.size());
        }
        byte[] token = one.stamp();
        if (token == null) {
            wrong.accept("the stamp of the checkpoint of " + one.size() + " entries is missing", one.size());
        } else if (stamps.read(note, token) instanceof Stamps.Answer.Refused(var cause)) {
            wrong.accept("the stamp of the checkpoint of " + one.size() + " entries: " + cause, one.size());
        }
    }

    /** What is left was stamped since the check began, or of a log longer than this one is. */
    void end() {
        while (!next.isEmpty()) {
            var one = take();
            long size = store.head().map(Head::size).orElse(0L);
            if (one.size() > size) {
                wrong.accept(
                        "a checkpoint of " + one.size() + " entries is stamped, and the log has " + size, one.size());
            }
        }
    }

    private Witnessed take() {
        var one = next.remove();
        if (next.isEmpty()) {
            page(one.size() + 1);
        }
        return one;
    }
}
