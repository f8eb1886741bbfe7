package org.echt.core.keys;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All key slots of this installation. Immutable.
 *
 * @param slots every slot, ordered by symbol and version
 */
public record KeyRing(List<KeySlot> slots) {
    public KeyRing {
        slots = slots.stream()
                .sorted(Comparator.comparingInt(KeySlot::symbol).thenComparingInt(KeySlot::version))
                .toList();
    }

    /** The keys under one symbol, oldest first; empty when the symbol is not ours. */
    public List<KeySlot> under(char symbol) {
        return slots.stream().filter(s -> s.symbol() == symbol).toList();
    }

    public Optional<KeySlot> slot(char symbol, int version) {
        return slots.stream()
                .filter(s -> s.symbol() == symbol && s.version() == version)
                .findFirst();
    }

    /** Slots that may issue, ordered by symbol and version. */
    public List<KeySlot> open() {
        return slots.stream().filter(s -> s.state() == KeySlot.State.OPEN).toList();
    }
}
