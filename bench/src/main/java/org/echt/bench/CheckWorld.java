package org.echt.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import org.echt.core.attribute.Scope;
import org.echt.core.notice.Action;
import org.echt.core.recall.Content;
import org.echt.core.recall.Recall;
import org.echt.core.serial.Batch;
import org.echt.core.serial.CodeLength;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.ItemRange;
import org.echt.core.serial.ItemSet;
import org.echt.core.serial.SlotCodec;
import org.echt.core.serial.WordLists;
import org.echt.core.verify.CatalogueStore.CatalogueData;
import org.echt.testkit.Notices;

/**
 * A very bad year: a billion codes in 5,000 batches and 10,000 open recalls, of lots, of ranges and of lists with a hundred
 * million scattered codes between them. Made from a fixed seed.
 */
final class CheckWorld {
    static final int BATCHES = 5_000;
    static final int PER_BATCH = 200_000;
    static final int LOTS = 4_000;
    static final int RANGES = 3_000;
    static final int LISTS = 3_000;
    static final long LISTED = 100_000_000;

    private static final int RANGE = 10_000;
    /** A list names codes of so many neighbouring batches. */
    private static final int BATCHES_OF_LIST = 10;

    private static final Instant PUBLISHED = Instant.parse("2026-11-02T09:00:00Z");

    private final SplittableRandom random = new SplittableRandom(2026);
    private final List<Recall> recalls = new ArrayList<>();

    /** The catalogue; {@code lists} are those of {@link #lists}. */
    CatalogueData data(List<ItemSet> lists) {
        lists.forEach(list -> add(new Scope.Items(list)));
        for (int i = 0; i < LOTS; i++) {
            var lot = "L" + random.nextInt(BATCHES);
            add(new Scope.Lot(lot, lot));
        }
        for (int i = 0; i < RANGES; i++) {
            long first = ItemNumber.of(random.nextInt(BATCHES), random.nextInt(PER_BATCH - RANGE));
            add(new Scope.Range(new ItemRange(first, first + RANGE - 1)));
        }
        return new CatalogueData(1, List.of(Codes.LAPTOP), batches(), List.of(), List.of(), recalls);
    }

    private void add(Scope scope) {
        var content = Notices.content(scope, Action.STOP_USE, Content.UnknownBuild.CHECK);
        recalls.add(new Recall(
                "R-2026-%05d".formatted(recalls.size() + 1), List.of(Notices.published(1, 1, content, PUBLISHED))));
    }

    /** The listed codes, as a recall keeps them. */
    List<ItemSet> lists() {
        var lists = new ArrayList<ItemSet>(LISTS);
        for (int i = 0; i < LISTS; i++) {
            int from = random.nextInt(BATCHES - BATCHES_OF_LIST);
            lists.add(list(from, (int) (LISTED / LISTS / BATCHES_OF_LIST) + 1));
        }
        return lists;
    }

    private ItemSet list(int from, int perBatch) {
        var builder = ItemSet.builder();
        for (int batch = from; batch < from + BATCHES_OF_LIST; batch++) {
            random.ints(0, PER_BATCH).distinct().limit(perBatch).sorted().forEach(adder(builder, batch));
        }
        return builder.build();
    }

    private static IntConsumer adder(ItemSet.Builder builder, int batch) {
        return index -> builder.add(ItemNumber.of(batch, index));
    }

    private static List<Batch> batches() {
        var batches = new ArrayList<Batch>(BATCHES);
        for (int number = 0; number < BATCHES; number++) {
            batches.add(Codes.batch(number, PER_BATCH));
        }
        return batches;
    }

    /** Printed codes of random items, as a customer types them. */
    List<String> codes(int count) {
        var codec = new SlotCodec(Codes.SLOT, CodeLength.L18, WordLists.standard());
        var codes = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            long item = ItemNumber.of(random.nextInt(BATCHES), random.nextInt(PER_BATCH));
            codes.add(codec.code(item).printed());
        }
        return codes;
    }
}
