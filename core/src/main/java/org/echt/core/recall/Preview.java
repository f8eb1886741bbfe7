package org.echt.core.recall;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.echt.core.attribute.Miss;
import org.echt.core.attribute.Outcome;
import org.echt.core.attribute.Scope;
import org.echt.core.attribute.Traits;
import org.echt.core.notice.Action;
import org.echt.core.notice.Jurisdiction;
import org.echt.core.recall.Content.UnknownBuild;
import org.echt.core.scan.Life;
import org.echt.core.serial.ItemSet;

/**
 * Everything that is to be known before a recall is submitted. All counts are exact, of issued units, at one instant.
 * Immutable.
 *
 * @param recall as it stands now
 * @param impact the sets and the hash an approval binds to
 * @param buckets the affected units, sorted
 * @param samples units on both sides of the edge; the same ones for the same hash
 */
public record Preview(Recall recall, Impact impact, Buckets buckets, Samples samples) {
    /** What was counted. */
    public Content content() {
        return recall.latest().content();
    }

    /**
     * The affected units, sorted.
     *
     * @param inside those that sit in something
     * @param lives those something was recorded of, by where they are in their life
     * @param noLife those nothing was recorded of
     * @param unknown units without a complete build record
     * @param sold where the units that are told were sold
     * @param overlaps other recalls that are told and concern some of the same units
     * @param gained affected now, not in the version in force
     * @param lost affected in the version in force, not now
     */
    public record Buckets(
            Inside inside,
            SortedMap<Life, Long> lives,
            long noLife,
            Unknown unknown,
            Sold sold,
            List<Overlap> overlaps,
            ItemSet gained,
            ItemSet lost) {
        public Buckets {
            overlaps = List.copyOf(overlaps);
        }

        /** Affected units an owner registered. */
        public long registered() {
            return lives.getOrDefault(Life.REGISTERED, 0L);
        }
    }

    /**
     * Affected units that sit inside something.
     *
     * @param units how many
     * @param holders our outermost units that hold them
     * @param foreignHolders other makers' outermost products that hold them
     */
    public record Inside(long units, long holders, long foreignHolders) {}

    /**
     * Units that the rule can neither match nor rule out.
     *
     * @param units how many
     * @param told what they are told
     * @param reason why they may be left out; empty unless they are
     */
    public record Unknown(long units, UnknownBuild told, String reason) {
        /** Whether somebody must still say what they are told. */
        public boolean isUndecided() {
            return units > 0 && told == UnknownBuild.UNDECIDED;
        }
    }

    /**
     * Where the units that are told were sold: the affected, and those without a complete build record unless they are left
     * out.
     *
     * @param markets by country
     * @param withoutMarket told units whose market is not known
     * @param languages what the notice needs
     */
    public record Sold(List<Market> markets, long withoutMarket, List<Tongue> languages) {
        public Sold {
            markets = List.copyOf(markets);
            languages = List.copyOf(languages);
        }
    }

    /**
     * Units of one country.
     *
     * @param country its ISO 3166 code
     * @param affected affected units there
     * @param unknown told units without a complete build record there
     * @param law whose rules are known for it; empty where none are
     * @param languages a notice needs there; empty where they are not known
     */
    public record Market(
            String country, long affected, long unknown, Optional<Jurisdiction> law, List<String> languages) {}

    /**
     * A text the notice needs.
     *
     * @param law under which; empty for a country whose law is not known here, which any text of the language serves
     * @param language its tag
     * @param countries that need it
     * @param ready whether the notice has it
     */
    public record Tongue(Optional<Jurisdiction> law, String language, List<String> countries, boolean ready) {}

    /**
     * Another recall that concerns some of the same units.
     *
     * @param recall its id
     * @param units affected by both
     * @param action what it asks for
     */
    public record Overlap(String recall, long units, Action action) {}

    /**
     * Units to look at.
     *
     * @param affected the rule matches them
     * @param unknown it can neither match nor rule them out
     * @param outside it does not match them, but nearly
     * @param gained affected now and not in the version in force
     * @param lost the other way round
     */
    public record Samples(
            List<Example> affected,
            List<Example> unknown,
            List<Outside> outside,
            List<Example> gained,
            List<Example> lost) {
        public Samples {
            affected = List.copyOf(affected);
            unknown = List.copyOf(unknown);
            outside = List.copyOf(outside);
            gained = List.copyOf(gained);
            lost = List.copyOf(lost);
        }
    }

    /**
     * One unit and why.
     *
     * @param item the unit
     * @param outcome what the rule says of it
     * @param miss what it misses; empty unless the rule does not match
     */
    public record Example(Traits item, Outcome outcome, Optional<Miss> miss) {}

    /**
     * A unit just outside.
     *
     * @param example the unit and what it misses
     * @param relaxed the rule without the one condition it misses, which matches it; empty for a unit of the same products
     *     that was taken because there are not enough near ones
     */
    public record Outside(Example example, Optional<Scope> relaxed) {}
}
