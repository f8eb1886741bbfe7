package org.echt.core.recall;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.echt.core.attribute.Register;
import org.echt.core.attribute.ValueSplit;
import org.echt.core.notice.Countries;
import org.echt.core.notice.Jurisdiction;
import org.echt.core.serial.ItemSet;

/** Where units were sold, by the attribute {@code market}: ISO 3166 codes of countries, with blanks or commas between. */
public final class Markets {
    /** The attribute that says it. */
    public static final String ATTRIBUTE = "market";

    private Markets() {}

    /** Country to the number of {@code items} that may be there; a unit for several countries counts in each. */
    public static SortedMap<String, Long> countries(Register register, ItemSet items) {
        var counts = new TreeMap<String, Long>();
        split(register, items).forEach((country, sold) -> counts.put(country, sold.size()));
        return counts;
    }

    /** Country to those of {@code items} that may be there; a unit for several countries is in each, one for none in none. */
    static SortedMap<String, ItemSet> split(Register register, ItemSet items) {
        var found = new TreeMap<String, ItemSet>();
        ValueSplit.of(register, ATTRIBUTE, items).forEach((value, sold) -> {
            for (var country : parse(value)) {
                found.merge(country, sold, ItemSet::or);
            }
        });
        return found;
    }

    /** Countries an item may be in; empty where that is not known. */
    public static Set<String> of(Register register, long item) {
        return register.traits(item)
                .flatMap(traits -> register.attributes().value(ATTRIBUTE, traits))
                .map(Markets::parse)
                .orElse(Set.of());
    }

    private static Set<String> parse(String value) {
        var countries = new TreeSet<>(List.of(value.split("[ ,;]+")));
        countries.removeIf(country -> !country.matches("[A-Z]{2}"));
        return countries;
    }

    /** The laws this program knows for these countries. */
    static Set<Jurisdiction> laws(Collection<String> countries) {
        var laws = EnumSet.noneOf(Jurisdiction.class);
        countries.forEach(country -> Countries.law(country).ifPresent(laws::add));
        return laws;
    }
}
