package org.echt.core.attribute;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.echt.core.attribute.Target.OfItems;
import org.echt.core.attribute.Target.OfLot;
import org.echt.core.attribute.Target.OfProduct;
import org.echt.core.attribute.Target.OfRange;
import org.echt.core.gs1.Gtin;
import org.jspecify.annotations.Nullable;

/**
 * All attribute values in force: every change set replayed in order. The more specific target wins, then the later
 * change, also within one change set, then the definition's default. Immutable.
 */
public final class AttributeTable {
    private final Map<String, AttributeDefinition> definitions;
    private final List<AttributeDefinition> inOrder;
    private final Map<String, Values> values = new HashMap<>();
    private final long lastChangeSet;

    /** @param changeSets in the order of their ids */
    public AttributeTable(List<AttributeDefinition> definitions, List<ChangeSet> changeSets) {
        this.definitions = new LinkedHashMap<>();
        definitions.forEach(d -> this.definitions.put(d.name(), d));
        this.inOrder = List.copyOf(this.definitions.values());
        var inForce = new HashMap<String, SequencedMap<Target, Setting>>();
        for (var changeSet : changeSets) {
            for (var change : changeSet.changes()) {
                var settings = inForce.computeIfAbsent(change.attribute(), _ -> new LinkedHashMap<>());
                settings.remove(change.target());
                if (change.after() != null) {
                    settings.putLast(change.target(), new Setting(change.target(), change.after()));
                }
            }
        }
        inForce.forEach((name, settings) -> values.put(name, Values.of(settings)));
        lastChangeSet = changeSets.isEmpty() ? 0 : changeSets.getLast().id();
    }

    /** A value and the target it was set for. */
    record Setting(Target target, String value) {}

    /** Id of the last change set replayed; 0 for none. */
    public long lastChangeSet() {
        return lastChangeSet;
    }

    public Optional<AttributeDefinition> definition(String name) {
        return Optional.ofNullable(definitions.get(name));
    }

    public List<AttributeDefinition> definitions() {
        return inOrder;
    }

    /** The value an item has; empty when none was set and there is no default. */
    public Optional<String> value(String attribute, Traits item) {
        var all = values.get(attribute);
        var set = all == null ? Optional.<String>empty() : all.resolve(item);
        return set.isPresent() ? set : definition(attribute).flatMap(d -> Optional.ofNullable(d.defaultValue()));
    }

    /** The value set for exactly this target. */
    public Optional<String> setFor(String attribute, Target target) {
        var all = values.get(attribute);
        return all == null ? Optional.empty() : all.exactly(target);
    }

    /** Ranges that have a value of their own, in the order they were set: later ones win. */
    List<Setting> ranges(String attribute) {
        var all = values.get(attribute);
        return all == null ? List.of() : all.ranges;
    }

    /** Listed items that have a value of their own, in the order they were set: later ones win. */
    List<Setting> items(String attribute) {
        var all = values.get(attribute);
        return all == null ? List.of() : all.items;
    }

    /** The value all items of a product's lot have unless a range or a list says otherwise. */
    Optional<String> ofLot(String attribute, Gtin gtin, String lot) {
        var all = values.get(attribute);
        var set = all == null ? Optional.<String>empty() : all.ofLot(gtin, lot);
        return set.isPresent() ? set : definition(attribute).flatMap(d -> Optional.ofNullable(d.defaultValue()));
    }

    private record Values(
            Map<Gtin, Setting> products, Map<OfLot, Setting> lots, List<Setting> ranges, List<Setting> items) {
        static Values of(SequencedMap<Target, Setting> settings) {
            var products = new HashMap<Gtin, Setting>();
            var lots = new HashMap<OfLot, Setting>();
            var ranges = new ArrayList<Setting>();
            var items = new ArrayList<Setting>();
            for (var setting : settings.values()) {
                switch (setting.target()) {
                    case OfProduct(var gtin) -> products.put(gtin, setting);
                    case OfLot lot -> lots.put(lot, setting);
                    case OfRange _ -> ranges.add(setting);
                    case OfItems _ -> items.add(setting);
                }
            }
            return new Values(products, lots, ranges, items);
        }

        Optional<String> resolve(Traits item) {
            for (var setting : items.reversed()) {
                if (setting.target() instanceof OfItems(var set) && set.contains(item.item())) {
                    return Optional.of(setting.value());
                }
            }
            for (var setting : ranges.reversed()) {
                if (setting.target() instanceof OfRange(var range) && range.contains(item.item())) {
                    return Optional.of(setting.value());
                }
            }
            return item.product() == null
                    ? Optional.empty()
                    : ofLot(item.product().gtin(), item.lot());
        }

        Optional<String> ofLot(Gtin gtin, String lot) {
            var setting = lots.get(new OfLot(gtin, lot));
            return Optional.ofNullable(setting != null ? setting : products.get(gtin))
                    .map(Setting::value);
        }

        Optional<String> exactly(Target target) {
            var found = switch (target) {
                case OfProduct(var gtin) -> products.get(gtin);
                case OfLot lot -> lots.get(lot);
                case OfRange range -> among(ranges, range);
                case OfItems set -> among(items, set);
            };
            return Optional.ofNullable(found).map(Setting::value);
        }

        private static @Nullable Setting among(List<Setting> settings, Target target) {
            return settings.stream()
                    .filter(s -> s.target().equals(target))
                    .findFirst()
                    .orElse(null);
        }
    }
}
