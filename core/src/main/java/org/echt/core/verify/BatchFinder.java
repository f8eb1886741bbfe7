package org.echt.core.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.echt.core.attribute.Scope;
import org.echt.core.serial.Batch;
import org.echt.core.serial.BatchTable;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.ItemRange;
import org.echt.core.serial.ItemSet;

/**
 * Finds the batches a scope can concern, without asking each batch: by lot, by the batch numbers in a range or a list. May
 * give more than there are, never fewer. Immutable.
 */
final class BatchFinder {
    private final BatchTable table;
    private final NavigableMap<String, List<Batch>> byLot = new TreeMap<>();

    BatchFinder(BatchTable table) {
        this.table = table;
        for (var batch : table) {
            byLot.computeIfAbsent(batch.lot(), _ -> new ArrayList<>()).add(batch);
        }
    }

    /** Each at most once, in any order. */
    Collection<Batch> find(Scope scope) {
        return switch (scope) {
            case Scope.Items(ItemSet items) -> holding(items);
            case Scope.Range(ItemRange range) -> between(range);
            case Scope.Lot(var first, var last) ->
                byLot.subMap(first, true, last, true).values().stream()
                        .flatMap(List::stream)
                        .toList();
            case Scope.All(var scopes) ->
                scopes.stream()
                        .map(this::find)
                        .min(Comparator.comparingInt(Collection::size))
                        .orElse(table.batches());
            case Scope.Any(var scopes) -> {
                var found = new LinkedHashSet<Batch>();
                scopes.forEach(s -> found.addAll(find(s)));
                yield found;
            }
            case Scope.OfProduct _, Scope.ProducedBetween _, Scope.AttributeIs _, Scope.Contains _, Scope.Not _ ->
                table.batches();
        };
    }

    /** One step for each batch number in the list, however many of its items are listed. */
    private List<Batch> holding(ItemSet items) {
        var found = new ArrayList<Batch>();
        long size = items.size();
        long place = 0;
        while (place < size) {
            long item = items.at(place);
            if (ItemNumber.isForeign(item)) {
                break; // above all own items
            }
            int number = ItemNumber.batch(item);
            var batch = table.find(number);
            if (batch != null) {
                found.add(batch);
            }
            place = items.countIn(new ItemRange(0, ItemNumber.of(number, ItemNumber.MAX_INDEX)));
        }
        return found;
    }

    private List<Batch> between(ItemRange range) {
        int first = ItemNumber.isForeign(range.first()) ? ItemNumber.MAX_BATCH + 1 : ItemNumber.batch(range.first());
        int last = ItemNumber.isForeign(range.last()) ? ItemNumber.MAX_BATCH : ItemNumber.batch(range.last());
        if (last - first > table.size()) {
            return table.batches();
        }
        var found = new ArrayList<Batch>();
        for (int number = first; number <= last; number++) {
            var batch = table.find(number);
            if (batch != null) {
                found.add(batch);
            }
        }
        return found;
    }
}
