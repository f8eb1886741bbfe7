package org.echt.core.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.echt.core.attribute.Register;
import org.echt.core.attribute.Scope;
import org.echt.core.recall.Content;
import org.echt.core.recall.Recall;
import org.echt.core.recall.Revision;
import org.echt.core.serial.Batch;
import org.echt.core.serial.BatchTable;
import org.echt.core.serial.ItemRange;
import org.echt.core.serial.ItemSet;
import org.jspecify.annotations.Nullable;

/**
 * Which recalls need testing for an item, found by its batch: most recalls name lots, ranges or lists and so concern few
 * batches. The index only leaves out recalls that cannot concern the item; the rest are tested exactly. Immutable.
 */
final class RecallIndex {
    private final BatchTable batches;
    /** In the order of the batches. */
    private final BatchRecalls[] byBatch;

    private final List<OpenRecall> open = new ArrayList<>();

    RecallIndex(Register register, List<Recall> recalls) {
        for (var recall : recalls) {
            if (!recall.isDrill()) {
                recall.inForce().filter(r -> r.state().isTold()).ifPresent(r -> open.add(open(recall, r)));
            }
        }
        batches = register.batches();
        var found = new HashMap<Integer, List<OpenRecall>>();
        var finder = new BatchFinder(batches);
        for (var recall : open) {
            for (var batch : finder.find(recall.content().scope())) {
                if (mayConcern(register, recall.content().scope(), batch)) {
                    found.computeIfAbsent(batch.number(), _ -> new ArrayList<>())
                            .add(recall);
                }
            }
        }
        byBatch = batches.batches().stream()
                .map(batch -> new BatchRecalls(batch, found.getOrDefault(batch.number(), List.of())))
                .toArray(BatchRecalls[]::new);
    }

    private static OpenRecall open(Recall recall, Revision inForce) {
        var signed =
                inForce.isUnsigned() ? recall.signed().map(Revision::content).orElse(null) : null;
        boolean inside = looksInside(inForce.content().scope()) || (signed != null && looksInside(signed.scope()));
        return new OpenRecall(recall.id(), inForce.version(), inForce.content(), inside, inForce.lapsesAt(), signed);
    }

    /**
     * A recall in force.
     *
     * @param id its id
     * @param version its published version
     * @param content rule and texts
     * @param looksInside whether its rule asks what is inside an item
     * @param lapsesAt when a STOP_USE that one person published alone falls back to CHECK; null when two people signed
     * @param signed what two people signed before, told beside one that lapsed; null where there is none. Its items are
     *     among those of {@code content}, because alone one may only widen
     */
    record OpenRecall(
            String id,
            int version,
            Content content,
            boolean looksInside,
            @Nullable Instant lapsesAt,
            @Nullable Content signed) {
        boolean hasLapsed(Instant now) {
            return lapsesAt != null && !now.isBefore(lapsesAt);
        }
    }

    List<OpenRecall> open() {
        return open;
    }

    /** Recalls that may concern items of the batch. */
    List<OpenRecall> of(Batch batch) {
        var found = found(batch);
        return found == null ? open : found.all();
    }

    /** Recalls that may concern the item, which is of the batch. */
    List<OpenRecall> of(Batch batch, long item) {
        var found = found(batch);
        return found == null ? open : found.of(item);
    }

    /** Whether any recall that may concern items of the batch asks what is inside them. */
    boolean lookInside(Batch batch) {
        var found = found(batch);
        return found == null ? open.stream().anyMatch(OpenRecall::looksInside) : found.lookInside();
    }

    private @Nullable BatchRecalls found(Batch batch) {
        int place = batches.place(batch.number());
        return place < 0 ? null : byBatch[place];
    }

    /** Whether the rule asks what is inside an item, anywhere in it. */
    static boolean looksInside(Scope scope) {
        return switch (scope) {
            case Scope.Contains _ -> true;
            case Scope.All(var scopes) -> scopes.stream().anyMatch(RecallIndex::looksInside);
            case Scope.Any(var scopes) -> scopes.stream().anyMatch(RecallIndex::looksInside);
            case Scope.Not(var inner) -> looksInside(inner);
            case Scope.Items _,
                    Scope.Range _,
                    Scope.Lot _,
                    Scope.OfProduct _,
                    Scope.ProducedBetween _,
                    Scope.AttributeIs _ -> false;
        };
    }

    /** Whether the rule could concern an item of the batch; false only where it cannot. */
    static boolean mayConcern(Register register, Scope scope, Batch batch) {
        return switch (scope) {
            case Scope.Items(ItemSet items) -> items.countIn(batch.items()) > 0;
            case Scope.Range(ItemRange range) -> range.first() <= batch.lastItem() && batch.firstItem() <= range.last();
            case Scope.Lot _, Scope.OfProduct _, Scope.ProducedBetween _ -> register.sharedTraitsMatch(scope, batch);
            case Scope.All(var scopes) -> scopes.stream().allMatch(s -> mayConcern(register, s, batch));
            case Scope.Any(var scopes) -> scopes.stream().anyMatch(s -> mayConcern(register, s, batch));
            case Scope.AttributeIs _, Scope.Contains _, Scope.Not _ -> true;
        };
    }
}
