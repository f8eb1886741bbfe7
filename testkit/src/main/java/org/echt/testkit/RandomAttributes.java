package org.echt.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.echt.core.attribute.AttributeDefinition;
import org.echt.core.attribute.AttributeDefinition.Visibility;
import org.echt.core.attribute.ChangeSet;
import org.echt.core.attribute.ChangeSet.Change;
import org.echt.core.attribute.Target;
import org.echt.core.serial.Batch;
import org.echt.core.serial.ItemRange;
import org.echt.core.serial.ItemSet;
import org.jspecify.annotations.Nullable;

/** Attributes of a random world: a number, a choice, a yes-or-no and a date, set and unset for targets of every kind. */
final class RandomAttributes {
    private static final Map<String, List<String>> VALUES = Map.of(
            "firmware", List.of("1", "1.5", "2", "10"),
            "colour", List.of("black", "silver"),
            "tested", List.of("yes", "no"),
            "checked_on", List.of("2026-01-05", "2026-01-06", "2026-01-31"));

    private final RandomGenerator random;
    private final World world;
    private final List<Target> targets = new ArrayList<>();

    /** {@code before} of the next change, by attribute and target. */
    private final Map<Slot, String> values = new HashMap<>();

    private record Slot(String attribute, Target target) {}

    RandomAttributes(RandomGenerator random, World world) {
        this.random = random;
        this.world = world;
        for (int k = 0; k < 8; k++) {
            targets.add(target(k % 4));
        }
    }

    /** Values an attribute may have, canonical. */
    static List<String> values(String attribute) {
        return VALUES.getOrDefault(attribute, List.of());
    }

    List<AttributeDefinition> definitions() {
        return List.of(
                define("checked_on", AttributeDefinition.Type.DATE, List.of()),
                define("colour", AttributeDefinition.Type.ENUMERATION, values("colour")),
                define("firmware", AttributeDefinition.Type.NUMBER, List.of()),
                define("tested", AttributeDefinition.Type.BOOLEAN, List.of()));
    }

    private AttributeDefinition define(String name, AttributeDefinition.Type type, List<String> choices) {
        var fallback = random.nextBoolean() ? pick(values(name)) : null;
        return new AttributeDefinition(name, type, "", Visibility.PUBLIC, fallback, choices);
    }

    List<ChangeSet> changeSets() {
        var sets = new ArrayList<ChangeSet>();
        int count = random.nextInt(7);
        for (int id = 1; id <= count; id++) {
            var changes = new ArrayList<Change>();
            for (int k = random.nextInt(1, 5); k > 0; k--) {
                changes.add(change());
            }
            sets.add(new ChangeSet(id, "jonas.kern", world.now(), "Bulletin " + id, "", 0, changes));
        }
        return sets;
    }

    private Change change() {
        var attribute = pick(VALUES.keySet().stream().sorted().toList());
        var slot = new Slot(attribute, pick(targets));
        @Nullable String after = random.nextInt(4) == 0 ? null : pick(values(attribute));
        var before = after == null ? values.remove(slot) : values.put(slot, after);
        return new Change(attribute, slot.target(), before, after);
    }

    private Target target(int specificity) {
        var batch = pick(world.batches());
        return switch (specificity) {
            case 0 -> new Target.OfProduct(batch.gtin());
            case 1 -> new Target.OfLot(batch.gtin(), batch.lot());
            case 2 -> new Target.OfRange(range(batch));
            default -> new Target.OfItems(items(random, world));
        };
    }

    private ItemRange range(Batch batch) {
        long first = batch.firstItem() + random.nextLong(batch.count());
        long last = first + random.nextLong(batch.lastItem() - first + 1);
        return new ItemRange(first, last);
    }

    /** One to five items of any kind. */
    static ItemSet items(RandomGenerator random, World world) {
        var all = world.allItems();
        var items = ItemSet.builder();
        for (int k = random.nextInt(1, 6); k > 0; k--) {
            items.add(all.get(random.nextInt(all.size())));
        }
        return items.build();
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
