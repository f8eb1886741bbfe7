package org.echt.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.echt.core.recall.Content.UnknownBuild;
import org.echt.core.recall.Preview;
import org.echt.core.recall.Preview.Tongue;

/** What a manager must know of a preview before all numbers. */
final class PreviewWarnings {
    private PreviewWarnings() {}

    /** Worst first; empty when there is nothing to warn of. */
    static List<String> of(Preview preview) {
        var warnings = new ArrayList<String>();
        var summary = preview.impact().summary();
        if (summary.affected() == 0) {
            warnings.add("No issued unit is affected. Is the rule right? Test a unit that should be: echt recall test "
                    + preview.recall().id() + " CODE");
        }
        unknown(preview, warnings);
        texts(preview, warnings);
        var sold = preview.buckets().sold();
        if (sold.withoutMarket() > 0) {
            warnings.add(Words.units(sold.withoutMarket()) + " will be told without a known market (attribute market):"
                    + " languages may be missing for them.");
        }
        var unknown = sold.markets().stream()
                .filter(m -> m.languages().isEmpty())
                .map(Preview.Market::country)
                .toList();
        if (!unknown.isEmpty()) {
            warnings.add("The languages of these countries are not known here: " + String.join(", ", unknown) + ".");
        }
        preview.buckets()
                .overlaps()
                .forEach(o -> warnings.add(Words.units(o.units(), "is", "are") + " affected by " + o.recall()
                        + " as well, which says " + Words.lower(o.action()) + "."));
        return warnings;
    }

    private static void unknown(Preview preview, List<String> warnings) {
        var unknown = preview.buckets().unknown();
        if (unknown.isUndecided()) {
            warnings.add(Words.units(unknown.units(), "has", "have")
                    + " no complete build record: decide. Set unknownBuild in the"
                    + " notice file to CHECK, or to EXCLUDE with an unknownReason.");
        } else if (unknown.units() > 0 && unknown.told() == UnknownBuild.EXCLUDE) {
            warnings.add(Words.units(unknown.units(), "has", "have")
                    + " no complete build record and will be told nothing: " + unknown.reason());
        }
    }

    private static void texts(Preview preview, List<String> warnings) {
        var missing = preview.buckets().sold().languages().stream()
                .filter(t -> !t.ready())
                .toList();
        if (!missing.isEmpty()) {
            warnings.add("Texts are missing: "
                    + missing.stream().map(PreviewWarnings::spoken).collect(Collectors.joining(", ")) + ".");
        }
    }

    /** {@code EU fr (BE, FR)}. */
    private static String spoken(Tongue tongue) {
        return (tongue.law().map(law -> law + " ").orElse("") + tongue.language()) + " ("
                + String.join(", ", tongue.countries()) + ")";
    }
}
