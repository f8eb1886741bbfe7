package org.echt.testkit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.echt.core.attribute.Scope;
import org.echt.core.serial.ItemRange;

/** Random scopes of every kind that have something to do with a world. A pure function of the generator given. */
public final class RandomScope {
    private final RandomGenerator random;
    private final World world;

    private RandomScope(RandomGenerator random, World world) {
        this.random = random;
        this.world = world;
    }

    /** A scope nested up to {@code depth} levels; 0 gives a rule about the item itself. */
    public static Scope of(RandomGenerator random, World world, int depth) {
        return new RandomScope(random, world).scope(depth);
    }

    private Scope scope(int depth) {
        if (depth == 0) {
            return leaf();
        }
        return switch (random.nextInt(8)) {
            case 0 -> leaf();
            case 1, 2 -> new Scope.All(scopes(depth));
            case 3, 4 -> new Scope.Any(scopes(depth));
            case 5 -> new Scope.Not(scope(depth - 1));
            default -> new Scope.Contains(scope(depth - 1), random.nextInt(3) == 0 ? day() : null);
        };
    }

    private List<Scope> scopes(int depth) {
        var scopes = new ArrayList<Scope>();
        for (int k = random.nextInt(2, 4); k > 0; k--) {
            scopes.add(scope(depth - 1));
        }
        return scopes;
    }

    private Scope leaf() {
        return switch (random.nextInt(6)) {
            case 0 -> new Scope.Items(RandomAttributes.items(random, world));
            case 1 -> range();
            case 2 -> lots();
            case 3 -> new Scope.OfProduct(pick(names()));
            case 4 -> produced();
            default -> attribute();
        };
    }

    private Scope range() {
        long a = pick(world.ownItems());
        long b = pick(world.ownItems());
        return new Scope.Range(new ItemRange(Math.min(a, b), Math.max(a, b)));
    }

    private Scope lots() {
        var a = pick(RandomWorld.LOTS);
        var b = random.nextBoolean() ? a : pick(RandomWorld.LOTS);
        return a.compareTo(b) <= 0 ? new Scope.Lot(a, b) : new Scope.Lot(b, a);
    }

    private List<String> names() {
        var names = new ArrayList<String>();
        names.add("GLUE");
        names.add("CTRL-9");
        for (var product : world.products()) {
            names.add(product.key());
            names.add(product.name());
            names.add(product.name().toUpperCase(Locale.ROOT));
            names.add(product.gtin().digits());
        }
        world.foreign().forEach(part -> names.add(part.name().toLowerCase(Locale.ROOT)));
        return names;
    }

    private Scope produced() {
        var a = RandomWorld.FIRST_DAY.plusDays(random.nextInt(10));
        return new Scope.ProducedBetween(a, a.plusDays(random.nextInt(5)));
    }

    private Scope attribute() {
        var name = pick(world.definitions()).name();
        var comparison = pick(List.of(Scope.Comparison.values()));
        return new Scope.AttributeIs(name, comparison, pick(RandomAttributes.values(name)));
    }

    private LocalDate day() {
        return RandomWorld.FIRST_DAY.plusDays(random.nextInt(RandomWorld.DAYS));
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
