package org.echt.core.serial;

import java.util.List;
import org.echt.core.keys.KeyRing;
import org.echt.core.keys.KeySlot;
import org.jspecify.annotations.Nullable;

/** The codec pools of a key ring, by slot symbol, length and version. Thread-safe. */
final class SlotPools {
    private static final CodecPool[] NONE = {};

    /** First index: value of the slot symbol, times three, plus the length's place. */
    private final CodecPool[][] pools = new CodecPool[3 * 32][];

    SlotPools(KeyRing ring) {
        for (int value = 0; value < 32; value++) {
            List<KeySlot> slots = ring.under((char) Alphabet.symbol(value));
            for (CodeLength length : CodeLength.values()) {
                pools[3 * value + place(length.symbols)] =
                        slots.stream().map(slot -> new CodecPool(slot, length)).toArray(CodecPool[]::new);
            }
        }
    }

    /** One pool a key version, oldest first; empty when the slot is not ours. */
    CodecPool[] under(int slotValue, int symbols) {
        CodecPool[] found = pools[3 * slotValue + place(symbols)];
        return found == null ? NONE : found;
    }

    @Nullable
    CodecPool of(Batch batch) {
        for (CodecPool pool : under(Alphabet.value(batch.slot()), batch.length().symbols)) {
            if (pool.slot().version() == batch.slotVersion()) {
                return pool;
            }
        }
        return null;
    }

    private static int place(int symbols) {
        return (symbols - 16) / 2;
    }
}
