package org.echt.core.attribute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.echt.core.asbuilt.AsBuiltStore;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.ItemRange;
import org.echt.core.serial.ItemSet;

/**
 * One pass over the whole build record: which parents hold at least the parts their product's plan names, and which
 * planned units sit in something. Products are numbered, so that a row costs a few array reads. Not thread-safe.
 */
final class GapWalk {
    private static final int TOLD_EVERY = 1 << 16;
    private static final int NO_TYPE = -1;

    private final ItemSet planned;
    private final Map<String, Integer> types = new HashMap<>();
    /** Type of the items of each batch, by batch number. */
    private final int[] typeOfBatch;
    /** Plan of each type: type of part and quantity in turns; empty for a type without one. */
    private final List<int[]> plans = new ArrayList<>();

    private final Map<Long, Integer> foreignTypes = new HashMap<>();
    private final Runs complete = new Runs();
    private final Runs installed = new Runs();
    private int parents;

    GapWalk(Register register, AsBuiltStore builds, ItemSet planned) {
        this.planned = planned;
        register.products().forEach(product -> type(product.gtin().digits()));
        for (var product : register.products()) {
            var plan = new int[2 * product.plan().size()];
            for (int i = 0; i < product.plan().size(); i++) {
                plan[2 * i] = type(product.plan().get(i).part().digits());
                plan[2 * i + 1] = product.plan().get(i).quantity();
            }
            plans.set(type(product.gtin().digits()), plan);
        }
        typeOfBatch = new int[register.batches().maxNumber() + 1];
        Arrays.fill(typeOfBatch, NO_TYPE);
        register.batches().forEach(b -> typeOfBatch[b.number()] = type(b.gtin().digits()));
        builds.eachForeign(part -> {
            var known = types.get(part.key().type());
            if (known != null) {
                foreignTypes.put(part.item(), known);
            }
        });
    }

    private int type(String digits) {
        var known = types.putIfAbsent(digits, plans.size());
        if (known != null) {
            return known;
        }
        plans.add(new int[0]);
        return plans.size() - 1;
    }

    /** Takes a parent with what is directly in it, by ascending parent. True now and then, when it is time to tell. */
    boolean see(long parent, long[] parts, int count) {
        for (int i = 0; i < count; i++) {
            if (isPlanned(parts[i])) {
                installed.add(parts[i]);
            }
        }
        if (isPlanned(parent) && isComplete(parent, parts, count)) {
            complete.add(parent);
        }
        return ++parents % TOLD_EVERY == 0;
    }

    private boolean isPlanned(long item) {
        return !ItemNumber.isForeign(item) && planOf(item).length > 0;
    }

    private int[] planOf(long item) {
        int type = type(item);
        return type == NO_TYPE ? NONE : plans.get(type);
    }

    private static final int[] NONE = {};

    private int type(long item) {
        if (ItemNumber.isForeign(item)) {
            return foreignTypes.getOrDefault(item, NO_TYPE);
        }
        int batch = ItemNumber.batch(item);
        return batch < typeOfBatch.length ? typeOfBatch[batch] : NO_TYPE;
    }

    private boolean isComplete(long parent, long[] parts, int count) {
        var plan = planOf(parent);
        for (int i = 0; i < plan.length; i += 2) {
            int found = 0;
            for (int k = 0; k < count; k++) {
                found += type(parts[k]) == plan[i] ? 1 : 0;
            }
            if (found < plan[i + 1]) {
                return false;
            }
        }
        return true;
    }

    /** How many planned units are not above {@code parent}. */
    long passed(long parent) {
        return planned.countIn(new ItemRange(0, parent));
    }

    ItemSet complete() {
        return complete.build();
    }

    /** Planned units that sit in something. */
    ItemSet installed() {
        return installed.build();
    }

    /**
     * A set collected in sorted portions, by runs of neighbours: what comes in a jumble is mostly whole when it is sorted,
     * and adding one by one to a compressed set costs a search each.
     */
    private static final class Runs {
        private static final int PORTION = 1 << 16;

        private final ItemSet.Builder items = ItemSet.builder();
        private final long[] portion = new long[PORTION];
        private int count;

        void add(long item) {
            if (count == PORTION) {
                flush();
            }
            portion[count++] = item;
        }

        private void flush() {
            Arrays.sort(portion, 0, count);
            for (int from = 0; from < count; ) {
                int to = from + 1;
                while (to < count && portion[to] - portion[to - 1] <= 1) {
                    to++;
                }
                addRun(portion[from], portion[to - 1]);
                from = to;
            }
            count = 0;
        }

        private void addRun(long first, long last) {
            if (first == last) {
                items.add(first);
            } else {
                items.addRange(new ItemRange(first, last));
            }
        }

        ItemSet build() {
            flush();
            return items.build();
        }
    }
}
