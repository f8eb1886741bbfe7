package org.echt.core.verify;

import java.util.ArrayList;
import java.util.List;
import org.echt.core.attribute.Scope;
import org.echt.core.serial.Batch;
import org.echt.core.serial.ItemSet;
import org.echt.core.verify.RecallIndex.OpenRecall;
import org.jspecify.annotations.Nullable;

/**
 * The recalls that may concern items of one batch. Those whose rule is a list or a range and nothing else are left out for
 * the items they do not name; the others need testing for every item. Immutable.
 *
 * <p>Plain arrays, because with thousands of batches nearly every step to another object leaves the caches.
 */
final class BatchRecalls {
    private final List<OpenRecall> all;
    private final List<OpenRecall> others;
    private final OpenRecall[] ranged;
    /** First and last item of each range. */
    private final long[] ranges;

    private final OpenRecall[] listed;
    private final ItemSet[] lists;
    private final @Nullable Sieve sieve;
    private final boolean looksInside;

    BatchRecalls(Batch batch, List<OpenRecall> recalls) {
        var neither = new ArrayList<OpenRecall>();
        var withRange = new ArrayList<OpenRecall>();
        var ends = new ArrayList<Long>();
        var withList = new ArrayList<OpenRecall>();
        var sets = new ArrayList<ItemSet>();
        for (var recall : recalls) {
            var scope = recall.signed() == null ? recall.content().scope() : null;
            if (scope instanceof Scope.Range(var range)) {
                withRange.add(recall);
                ends.add(range.first());
                ends.add(range.last());
            } else if (scope instanceof Scope.Items(var items)) {
                withList.add(recall);
                sets.add(items);
            } else {
                neither.add(recall);
            }
        }
        all = List.copyOf(recalls);
        others = List.copyOf(neither);
        ranged = withRange.toArray(OpenRecall[]::new);
        ranges = ends.stream().mapToLong(Long::longValue).toArray();
        listed = withList.toArray(OpenRecall[]::new);
        lists = sets.toArray(ItemSet[]::new);
        sieve = Sieve.of(batch, sets);
        looksInside = recalls.stream().anyMatch(OpenRecall::looksInside);
    }

    List<OpenRecall> all() {
        return all;
    }

    /** Whether any rule asks what is inside an item. */
    boolean lookInside() {
        return looksInside;
    }

    /** Recalls that may concern the item, which is of this batch. */
    List<OpenRecall> of(long item) {
        boolean mayBeListed = listed.length > 0 && (sieve == null || sieve.passes(item));
        if (!mayBeListed && ranged.length == 0) {
            return others;
        }
        var found = new ArrayList<>(others);
        for (int i = 0; i < ranged.length; i++) {
            if (item >= ranges[2 * i] && item <= ranges[2 * i + 1]) {
                found.add(ranged[i]);
            }
        }
        for (int i = 0; mayBeListed && i < lists.length; i++) {
            if (lists[i].contains(item)) {
                found.add(listed[i]);
            }
        }
        return found;
    }
}
