package org.echt.core.attribute;

import java.util.Map;
import org.echt.core.product.Product;
import org.echt.core.product.Product.PlannedPart;
import org.echt.core.serial.ItemNumber;
import org.jspecify.annotations.Nullable;

/** Whether a parent holds at least the parts its product's plan names. Not thread-safe. */
final class PlanCheck {
    private final Register register;
    private final Map<Long, String> foreignTypes;

    PlanCheck(Register register, Map<Long, String> foreignTypes) {
        this.register = register;
        this.foreignTypes = foreignTypes;
    }

    /** True as well for a parent without a plan, or one that is not ours. */
    boolean isComplete(long parent, long[] parts, int count) {
        var product = product(parent);
        if (product == null) {
            return true;
        }
        for (var planned : product.plan()) {
            if (found(planned, parts, count) < planned.quantity()) {
                return false;
            }
        }
        return true;
    }

    private long found(PlannedPart planned, long[] parts, int count) {
        long found = 0;
        for (int i = 0; i < count; i++) {
            if (planned.part().digits().equals(type(parts[i]))) {
                found++;
            }
        }
        return found;
    }

    private @Nullable Product product(long item) {
        var batch = ItemNumber.isForeign(item) ? null : register.batches().find(ItemNumber.batch(item));
        return batch == null ? null : register.product(batch.gtin()).orElse(null);
    }

    private @Nullable String type(long item) {
        if (ItemNumber.isForeign(item)) {
            return foreignTypes.get(item);
        }
        var batch = register.batches().find(ItemNumber.batch(item));
        return batch == null ? null : batch.gtin().digits();
    }
}
