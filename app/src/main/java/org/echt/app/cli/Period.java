package org.echt.app.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.echt.core.recall.Effectiveness;
import org.echt.core.recall.EffectivenessDesk;
import org.echt.core.recall.EffectivenessDesk.Sources;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that name a span of days (UTC), and what is counted in it. */
final class Period {
    @Option(names = "--from", paramLabel = "DATE", description = "First day; the day of publication otherwise.")
    @Nullable
    LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "Last day; today otherwise.")
    @Nullable
    LocalDate to;

    Effectiveness count(Workbench bench, String recall) {
        var first = from;
        var last = to;
        if (first != null && last != null && last.isBefore(first)) {
            throw Complaint.usage("--to " + last + " is before --from " + first, "Give the earlier day with --from.");
        }
        var begin = first == null ? Instant.EPOCH : start(first);
        // What happens at this very instant counts as well.
        var end = last == null ? bench.clock().instant().plusMillis(1) : start(last.plusDays(1));
        var sources = new Sources(bench.recallStore(), bench.proofs(), bench.scans(), bench.told(), bench::reachable);
        return new EffectivenessDesk(
                        bench.recalls(),
                        sources,
                        () -> bench.catalogues().fresh().register())
                .of(recall, begin, end);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The first day counted. */
    String firstDay(Effectiveness found) {
        var begin = found.from().isBefore(found.since()) ? found.since() : found.from();
        return LocalDate.ofInstant(begin, ZoneOffset.UTC).toString();
    }

    /** The last day counted. */
    String lastDay(Effectiveness found) {
        return LocalDate.ofInstant(found.to().minusMillis(1), ZoneOffset.UTC).toString();
    }
}
