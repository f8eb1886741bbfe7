package org.echt.core.recall;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.echt.core.access.Act;
import org.echt.core.access.Right;
import org.echt.core.asbuilt.AsBuiltStore;
import org.echt.core.recall.ImpactFinder.Look;
import org.echt.core.recall.Preview.Buckets;
import org.echt.core.recall.Preview.Inside;
import org.echt.core.recall.Preview.Overlap;
import org.echt.core.recall.Preview.Unknown;
import org.echt.core.recall.PreviewEvent.Stage;
import org.echt.core.scan.ScanStore;
import org.echt.core.serial.ItemSet;

/** Makes whole previews: the impact of a {@link RecallDesk}, sorted into buckets, with samples. Thread-safe. */
public final class Previews {
    private final RecallDesk desk;
    private final Stores stores;

    /** What a preview reads. */
    public record Stores(RecallStore recalls, AsBuiltStore builds, ScanStore scans) {}

    public Previews(RecallDesk desk, Stores stores) {
        this.desk = desk;
        this.stores = stores;
    }

    /**
     * Previews a draft: the recall is PREVIEWED afterwards.
     *
     * @param sample units shown of each side
     * @return empty when {@code watcher} ended it: then nothing was changed
     */
    public Optional<Preview> make(String id, int sample, Act act, PreviewWatcher watcher) {
        act.by().require(Right.PREPARE_RECALLS);
        var recall = desk.find(id);
        RecallDesk.latestDraft(recall);
        return Watched.run(watcher, watched -> {
            var preview = look(recall, sample, watched);
            var kept = desk.keep(recall, preview.impact(), act);
            return new Preview(kept, preview.impact(), preview.buckets(), preview.samples());
        });
    }

    /** The same for the newest revision of any recall, whatever its state; changes nothing. */
    public Optional<Preview> look(String id, int sample, PreviewWatcher watcher) {
        var recall = desk.find(id);
        return Watched.run(watcher, watched -> look(recall, sample, watched));
    }

    private Preview look(Recall recall, int sample, Watched watched) {
        var counted = desk.counted(recall, watched);
        var impact = counted.impact();
        var buckets = buckets(recall, impact, counted.look(), watched);
        watched.counting(Stage.SAMPLES, 0, 1);
        var samples = new Sampler(stores.builds(), counted.look(), impact)
                .draw(recall.latest().content().scope(), buckets, sample);
        watched.counting(Stage.SAMPLES, 1, 1);
        return new Preview(recall, impact, buckets, samples);
    }

    private Buckets buckets(Recall recall, Impact impact, Look look, Watched watched) {
        var affected = impact.affected();
        var content = recall.latest().content();
        var before = look.inForce(recall);
        watched.counting(Stage.BUCKETS, 0, 3);
        var inside = inside(affected, look);
        watched.counting(Stage.BUCKETS, 1, 3);
        var lives = new TreeMap<>(stores.scans().lives(affected));
        watched.counting(Stage.BUCKETS, 2, 3);
        var sold = new SoldWhere(look.register(), content).sold(impact);
        watched.counting(Stage.BUCKETS, 3, 3);
        return new Buckets(
                inside,
                lives,
                affected.size() - lives.values().stream().mapToLong(n -> n).sum(),
                new Unknown(impact.unknown().size(), content.unknownBuild(), content.unknownReason()),
                sold,
                overlaps(recall, affected, look, watched),
                affected.andNot(before),
                before.andNot(affected));
    }

    private Inside inside(ItemSet affected, Look look) {
        var builds = stores.builds();
        var inside = builds.inside(affected, look.at());
        var holders = inside.isEmpty() ? ItemSet.EMPTY : builds.usedIn(inside, look.at());
        var outermost = holders.isEmpty() ? holders : holders.andNot(builds.inside(holders, look.at()));
        long own = outermost.and(look.register().issued()).size();
        return new Inside(inside.size(), own, outermost.size() - own);
    }

    /** By the version in force of each other recall; a drill overlaps with what is real. */
    private List<Overlap> overlaps(Recall recall, ItemSet affected, Look look, Watched watched) {
        var others = stores.recalls().recalls().stream()
                .filter(r -> !r.id().equals(recall.id()) && !r.isDrill())
                .flatMap(r ->
                        r.inForce().filter(f -> f.state().isTold()).map(f -> new Other(r.id(), f.content())).stream())
                .toList();
        var overlaps = new ArrayList<Overlap>();
        for (int i = 0; i < others.size(); i++) {
            watched.counting(Stage.OTHER_RECALLS, i, others.size());
            var other = others.get(i);
            long both = look.sets()
                    .find(other.content().scope())
                    .yes()
                    .and(affected)
                    .size();
            if (both > 0) {
                overlaps.add(new Overlap(other.id(), both, other.content().action()));
            }
        }
        return overlaps;
    }

    private record Other(String id, Content content) {}
}
