package org.echt.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.echt.core.asbuilt.ForeignPart;
import org.echt.core.asbuilt.ImportStore.NamedPart;
import org.echt.core.asbuilt.Installation;
import org.echt.core.attribute.AttributeDefinition;
import org.echt.core.attribute.ChangeSet;
import org.echt.core.attribute.ChangeSet.Change;
import org.echt.core.attribute.Target;
import org.echt.core.product.Product;
import org.echt.core.recall.Remedy;
import org.echt.core.serial.Batch;
import org.echt.core.serial.ItemSet;

/**
 * A whole small world in plain lists. Immutable.
 *
 * @param products every product
 * @param batches every batch
 * @param installations at all dates
 * @param foreign the dictionary
 * @param definitions of attributes
 * @param changeSets in the order of their ids
 * @param remedies that were carried out
 * @param now the instant the world is looked at
 */
public record World(
        List<Product> products,
        List<Batch> batches,
        List<Installation> installations,
        List<ForeignPart> foreign,
        List<AttributeDefinition> definitions,
        List<ChangeSet> changeSets,
        List<Remedy> remedies,
        Instant now) {
    public World {
        products = List.copyOf(products);
        batches = List.copyOf(batches);
        installations = List.copyOf(installations);
        foreign = List.copyOf(foreign);
        definitions = List.copyOf(definitions);
        changeSets = List.copyOf(changeSets);
        remedies = List.copyOf(remedies);
    }

    /** Every issued item, ascending. */
    public List<Long> ownItems() {
        return batches.stream()
                .flatMapToLong(b -> LongStream.rangeClosed(b.firstItem(), b.lastItem()))
                .sorted()
                .boxed()
                .toList();
    }

    /** Every issued item and every foreign part, ascending. */
    public List<Long> allItems() {
        var all = new ArrayList<>(ownItems());
        foreign.forEach(part -> all.add(part.item()));
        return all.stream().sorted().toList();
    }

    /**
     * Writes everything into empty stores. Remedies need their recalls there first and are left to the caller.
     *
     * @return the same world with the numbers the stores' dictionary gave the foreign parts
     */
    public World storeIn(Stores stores) {
        var there = renumbered(numbers(stores));
        there.products.forEach(p -> must(stores.catalogue().add(p, "erp", Batches.BUILT)));
        there.batches.forEach(b -> stores.batches().put(b, "erp"));
        there.definitions.forEach(d -> must(stores.attributes().define(d, "erp", Batches.BUILT)));
        there.changeSets.forEach(c -> must(stores.attributes().append(c)));
        Imports.store(stores, there.installations);
        return there;
    }

    private Map<Long, Long> numbers(Stores stores) {
        var named = foreign.stream().map(f -> new NamedPart(f.key(), f.name())).toList();
        long[] given = Imports.numbers(stores, named);
        var map = new HashMap<Long, Long>();
        for (int i = 0; i < given.length; i++) {
            map.put(foreign.get(i).item(), given[i]);
        }
        return map;
    }

    private World renumbered(Map<Long, Long> map) {
        return new World(
                products,
                batches,
                installations.stream()
                        .map(i -> new Installation(number(map, i.parent()), number(map, i.part()), i.from(), i.to()))
                        .toList(),
                foreign.stream()
                        .map(f -> new ForeignPart(number(map, f.item()), f.key(), f.name()))
                        .toList(),
                definitions,
                changeSets.stream().map(c -> renumbered(c, map)).toList(),
                remedies.stream()
                        .map(r -> new Remedy(r.recall(), number(map, r.item()), r.kind(), r.at(), r.by(), r.note()))
                        .toList(),
                now);
    }

    private static ChangeSet renumbered(ChangeSet set, Map<Long, Long> map) {
        var changes = set.changes().stream()
                .map(c -> new Change(c.attribute(), renumbered(c.target(), map), c.before(), c.after()))
                .toList();
        return new ChangeSet(set.id(), set.by(), set.at(), set.why(), set.sourceHash(), set.undoes(), changes);
    }

    private static Target renumbered(Target target, Map<Long, Long> map) {
        if (!(target instanceof Target.OfItems(ItemSet items))) {
            return target;
        }
        var builder = ItemSet.builder();
        items.forEach(item -> builder.add(number(map, item)));
        return new Target.OfItems(builder.build());
    }

    private static long number(Map<Long, Long> map, long item) {
        return map.getOrDefault(item, item);
    }

    private static void must(boolean stored) {
        if (!stored) {
            throw new IllegalStateException("the stores are not empty");
        }
    }
}
