package org.echt.core.recall;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.echt.core.attribute.Register;
import org.echt.core.notice.Countries;
import org.echt.core.notice.Jurisdiction;
import org.echt.core.recall.Content.UnknownBuild;
import org.echt.core.recall.Preview.Market;
import org.echt.core.recall.Preview.Sold;
import org.echt.core.recall.Preview.Tongue;
import org.echt.core.serial.ItemSet;

/** Where the units that are told were sold, and in which languages they must be told. */
final class SoldWhere {
    private final Register register;
    private final Content content;

    SoldWhere(Register register, Content content) {
        this.register = register;
        this.content = content;
    }

    Sold sold(Impact impact) {
        var unknown = content.unknownBuild() == UnknownBuild.EXCLUDE ? ItemSet.EMPTY : impact.unknown();
        var told = impact.affected().or(unknown);
        var split = Markets.split(register, told);
        var markets = new ArrayList<Market>();
        split.forEach((country, units) -> markets.add(new Market(
                country,
                units.and(impact.affected()).size(),
                units.and(unknown).size(),
                Countries.law(country),
                Countries.languages(country))));
        var known = split.values().stream().reduce(ItemSet.EMPTY, ItemSet::or);
        return new Sold(markets, told.andNot(known).size(), languages(markets));
    }

    private record Need(Optional<Jurisdiction> law, String language) {}

    /** Every text that is needed, known laws first. */
    private List<Tongue> languages(List<Market> markets) {
        var needs = new TreeMap<Need, TreeSet<String>>(
                Comparator.<Need>comparingInt(n -> n.law().map(Enum::ordinal).orElse(Integer.MAX_VALUE))
                        .thenComparing(Need::language));
        for (var market : markets) {
            for (var language : market.languages()) {
                needs.computeIfAbsent(new Need(market.law(), language), _ -> new TreeSet<>())
                        .add(market.country());
            }
        }
        return needs.entrySet().stream()
                .map(e -> new Tongue(
                        e.getKey().law(), e.getKey().language(), List.copyOf(e.getValue()), isReady(e.getKey())))
                .toList();
    }

    private boolean isReady(Need need) {
        var notice = content.notice();
        return need.law()
                .map(law -> notice.languages(law).contains(need.language()))
                .orElseGet(() -> notice.texts().values().stream().anyMatch(t -> t.containsKey(need.language())));
    }
}
