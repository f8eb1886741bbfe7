package org.echt.core.attribute;

import java.util.ArrayList;
import java.util.SortedMap;
import java.util.TreeMap;
import org.echt.core.attribute.AttributeTable.Setting;
import org.echt.core.serial.ItemRange;
import org.echt.core.serial.ItemSet;

/** Sorts items by the value they have of an attribute: lots and products first, then ranges, then lists. */
public final class ValueSplit {
    private ValueSplit() {}

    /** Value to those of {@code items} that have it; items without a value are in none. Issued items only. */
    public static SortedMap<String, ItemSet> of(Register register, String attribute, ItemSet items) {
        var attributes = register.attributes();
        var ranges = new TreeMap<String, ArrayList<ItemRange>>();
        for (var batch : register.batches()) {
            attributes
                    .ofLot(attribute, batch.gtin(), batch.lot())
                    .ifPresent(value -> ranges.computeIfAbsent(value, _ -> new ArrayList<>())
                            .add(batch.items()));
        }
        var found = new TreeMap<String, ItemSet>();
        ranges.forEach((value, runs) -> found.put(value, ItemSet.ofRanges(runs).and(items)));
        for (var setting : attributes.ranges(attribute)) {
            override(found, setting, register, items);
        }
        for (var setting : attributes.items(attribute)) {
            override(found, setting, register, items);
        }
        found.values().removeIf(ItemSet::isEmpty);
        return found;
    }

    private static void override(SortedMap<String, ItemSet> found, Setting setting, Register register, ItemSet items) {
        var concerned = switch (setting.target()) {
            case Target.OfItems(var listed) -> listed.and(items);
            case Target.OfRange(var range) -> register.issuedIn(range).and(items);
            case Target.OfLot _, Target.OfProduct _ -> ItemSet.EMPTY;
        };
        found.replaceAll((_, known) -> known.andNot(concerned));
        found.merge(setting.value(), concerned, ItemSet::or);
    }
}
