package org.echt.app.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.echt.app.cli.Workbench;
import org.echt.app.demo.Acme.Line;
import org.echt.core.access.Act;
import org.echt.core.recall.ToldItems.Step;
import org.echt.core.registration.ContactAddress;
import org.echt.core.registration.DeliveryDesk;
import org.echt.core.registration.DeliveryDesk.Delivery;
import org.echt.core.registration.WatchDesk.Contact;

/** Buyers whose shop hands in what it sold them, so that they are told of recalls. */
final class Buyers {
    /** One laptop in so many is sold by that shop. */
    private static final int ONE_IN = 50;

    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "it", "es", "pl");
    private static final List<String> COUNTRIES = List.of("IE", "DE", "FR", "IT", "ES", "PL");

    private final Factory factory;

    Buyers(Factory factory) {
        this.factory = factory;
    }

    private IntStream laptops() {
        return IntStream.range(0, factory.laptops() / ONE_IN).map(n -> n * ONE_IN);
    }

    /** Hands in what was sold; how many. */
    int handIn(Workbench bench, Act shop) {
        var sold = new ArrayList<Delivery>();
        laptops().forEach(laptop -> sold.add(sold(laptop)));
        var desk = bench.serviceDesks().orElseThrow().deliveries();
        return desk.take(sold, new DeliveryDesk.Terms("Fine Laptops Ltd", Duration.ofDays(5 * 365)), shop)
                .cardinality();
    }

    private Delivery sold(int laptop) {
        int n = laptop / ONE_IN;
        var address = ContactAddress.mail("buyer" + n + "@customers.example").orElseThrow();
        int country = n % COUNTRIES.size();
        return new Delivery(
                factory.acme.item(Line.LAPTOPS, laptop),
                new Contact(address, LANGUAGES.get(country), COUNTRIES.get(country)));
    }

    /** How many buyers own a laptop of which something must be said. */
    long concerned() {
        return laptops()
                .filter(laptop -> factory.expected(laptop) != Factory.Expected.NOT_AFFECTED)
                .count();
    }

    /** How many of those were told of a recall; -1 when somebody else was. */
    long told(Workbench bench, String recall) {
        var now = bench.clock().instant();
        var told = bench.told().items(recall, Step.NOTIFIED, now.minus(Duration.ofDays(3_650)), now.plusSeconds(60));
        long right = laptops()
                .filter(laptop -> factory.expected(laptop) != Factory.Expected.NOT_AFFECTED)
                .filter(laptop -> told.contains(factory.acme.item(Line.LAPTOPS, laptop)))
                .count();
        return right == told.size() ? right : -1;
    }
}
