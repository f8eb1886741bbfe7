package org.echt.core.serial;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.echt.core.keys.KeyRing;
import org.echt.core.keys.KeySlot;
import org.jspecify.annotations.Nullable;

/**
 * Issues batches and makes their codes. Thread-safe; any number of issuers may share a store, in one process or in
 * many: the store refuses a number that is taken, and the loser counts again.
 */
public final class Issuer {
    private final BatchStore store;
    private final Supplier<KeyRing> ring;
    private final InstantSource clock;
    private final Function<String, @Nullable WordList> lists;

    /** @param lists word lists by id */
    public Issuer(
            BatchStore store, Supplier<KeyRing> ring, InstantSource clock, Function<String, @Nullable WordList> lists) {
        this.store = store;
        this.ring = ring;
        this.clock = clock;
        this.lists = lists;
    }

    /**
     * Commits a batch: durable when this returns. The next batch number, in the first open slot whose budget has room.
     *
     * @param by who issues, for the audit
     * @throws IllegalArgumentException when the word list is not there
     */
    public Issue issue(BatchOrder order, String by) {
        Authenticator.wordList(order.wordList(), lists, "order " + order.order());
        while (true) {
            Issue outcome = attempt(order, store.batches(), by);
            if (outcome != null) {
                return outcome;
            }
        }
    }

    /** Null when another batch was stored in the meantime. */
    private @Nullable Issue attempt(BatchOrder order, List<Batch> known, String by) {
        Optional<Batch> before =
                known.stream().filter(b -> b.order().equals(order.order())).findFirst();
        if (before.isPresent()) {
            return repeated(order, before.get());
        }
        var table = BatchTable.of(known);
        int number = table.maxNumber() + 1;
        if (number > order.length().maxBatch()) {
            return new Issue.NoSlot(Issue.Reason.NUMBERS_SPENT);
        }
        List<KeySlot> open = ring.get().open();
        if (open.isEmpty()) {
            return new Issue.NoSlot(Issue.Reason.NONE_OPEN);
        }
        Optional<KeySlot> slot =
                open.stream().filter(s -> hasRoom(table, s.symbol(), order)).findFirst();
        if (slot.isEmpty()) {
            return new Issue.NoSlot(Issue.Reason.BUDGETS_SPENT);
        }
        return put(order, batch(order, number, slot.get()), by);
    }

    private @Nullable Issue put(BatchOrder order, Batch batch, String by) {
        return switch (store.put(batch, by)) {
            case BatchStore.Stored(Batch stored) -> new Issue.Issued(stored, false);
            case BatchStore.OrderExists(Batch existing) -> repeated(order, existing);
            case BatchStore.NumberTaken() -> null;
            case BatchStore.OverQuota(var maker, var gtin, var asked, var used, var allowed) ->
                new Issue.OverQuota(maker, gtin, asked, used, allowed);
            case BatchStore.UnknownMaker(var maker) -> new Issue.UnknownMaker(maker);
        };
    }

    private static Issue repeated(BatchOrder order, Batch existing) {
        return order.isMetBy(existing) ? new Issue.Issued(existing, true) : new Issue.OrderDiffers(existing);
    }

    /** All codes under the symbol, whatever their version and length, within the budget of its shortest length. */
    private static boolean hasRoom(BatchTable table, char symbol, BatchOrder order) {
        long budget = order.length().slotBudget();
        for (Batch batch : table) {
            if (batch.slot() == symbol) {
                budget = Math.min(budget, batch.length().slotBudget());
            }
        }
        return table.issued(symbol) + order.count() <= budget;
    }

    private Batch batch(BatchOrder order, int number, KeySlot slot) {
        return new Batch(
                number,
                order.order(),
                order.gtin(),
                order.lot(),
                order.maker(),
                order.count(),
                order.length(),
                slot.symbol(),
                slot.version(),
                order.wordList(),
                order.producedOn(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /**
     * All codes of a batch, made anew. They leave the house through {@code core.issuance} alone, which sees to it that their
     * root is in the log before.
     *
     * @throws IllegalStateException when the batch's key is not in the ring
     */
    public BatchCodes codes(Batch batch) {
        KeySlot slot = ring.get()
                .slot(batch.slot(), batch.slotVersion())
                .orElseThrow(() -> new IllegalStateException("key " + batch.slot() + "|" + batch.slotVersion()
                        + " of batch " + batch.number() + " is not in the key ring"));
        return new BatchCodes(batch, slot, Authenticator.wordList(batch.wordList(), lists, "batch " + batch.number()));
    }
}
