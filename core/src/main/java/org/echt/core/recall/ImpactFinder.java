package org.echt.core.recall;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.echt.core.asbuilt.AsBuiltStore;
import org.echt.core.attribute.Register;
import org.echt.core.attribute.ScopeSet;
import org.echt.core.attribute.ScopeText;
import org.echt.core.notice.Jurisdiction;
import org.echt.core.notice.Notice;
import org.echt.core.product.Product;
import org.echt.core.recall.Impact.Summary;
import org.echt.core.serial.ItemSet;

/** Counts exactly what a recall concerns. Thread-safe: one {@link ScopeSet} per call. */
final class ImpactFinder {
    private final AsBuiltStore builds;
    private final RecallStore recalls;

    ImpactFinder(AsBuiltStore builds, RecallStore recalls) {
        this.builds = builds;
        this.recalls = recalls;
    }

    /**
     * One look at the data: every set of a preview comes of the same register and instant.
     *
     * @param sets what was found already is not looked for again
     */
    record Look(Register register, Instant at, ScopeSet sets) {
        /** Issued items the recall in force concerns. */
        ItemSet inForce(Recall recall) {
            return recall.inForce()
                    .map(r -> sets.find(r.content().scope()).yes().and(register.issued()))
                    .orElse(ItemSet.EMPTY);
        }
    }

    Look look(Register register, Instant at, ScopeSet.WalkWatcher watcher) {
        return new Look(register, at, new ScopeSet(register, builds, at, watcher));
    }

    /** The impact of {@code content}, compared with what the recall in force (or null) concerns. */
    Impact find(Recall recall, Content content, Register register, Instant at) {
        return find(recall, content, look(register, at, (_, _) -> {}));
    }

    Impact find(Recall recall, Content content, Look look) {
        var register = look.register();
        var issued = register.issued();
        var found = look.sets().find(content.scope());
        var affected = found.yes().and(issued);
        var unknown = found.unknown().and(issued);
        var foreign = found.yes().andNot(issued);
        var before = look.inForce(recall);
        var summary = new Summary(
                issued.size(),
                affected.size(),
                unknown.size(),
                recalls.remedied(recall.id()).and(affected).size(),
                byProduct(register, affected),
                byProduct(register, unknown),
                affected.andNot(before).size(),
                before.andNot(affected).size(),
                hash(content, affected, unknown, foreign));
        return new Impact(affected, unknown, foreign, summary);
    }

    /** Those of {@code items} that sit in nothing at the instant; memory by the items. */
    ItemSet topLevel(ItemSet items, Instant at) {
        return items.isEmpty() ? items : items.andNot(builds.inside(items, at));
    }

    private static SortedMap<String, Long> byProduct(Register register, ItemSet items) {
        var counts = new TreeMap<String, Long>();
        for (var batch : register.batches().batches()) {
            long count = items.countIn(batch.items());
            if (count > 0) {
                var key = register.product(batch.gtin())
                        .map(Product::key)
                        .orElse(batch.gtin().digits());
                counts.merge(key, count, Long::sum);
            }
        }
        return counts;
    }

    /** SHA-256 over rule, action, policy and the sets, by their runs: independent of how a set is held in memory. */
    private static String hash(Content content, ItemSet... sets) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            text(digest, ScopeText.write(content.scope()));
            text(digest, content.action() + "|" + content.unknownBuild() + "|" + content.unknownReason());
            notice(digest, content.notice());
            for (var items : sets) {
                items(digest, items);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** Every word of a notice, in an order of its own: a map's order differs between two runs of the program. */
    private static void notice(MessageDigest digest, Notice notice) {
        text(digest, notice.kind() + "|" + notice.remedyFrom() + "|" + notice.fewerRemedies());
        text(digest, new TreeSet<>(notice.offered()).toString());
        for (var picture : notice.pictures()) {
            text(digest, picture.role() + "|" + picture.hash() + "|" + new TreeMap<>(picture.alternatives()));
        }
        for (var law : Jurisdiction.values()) {
            new TreeMap<>(notice.texts().getOrDefault(law, Map.of()))
                    .forEach((language, text) -> text(digest, law + "|" + language + "|" + text));
        }
    }

    private static void text(MessageDigest digest, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static void items(MessageDigest digest, ItemSet items) {
        digest.update(ByteBuffer.allocate(8).putLong(items.size()).flip());
        run(digest, -2, -2); // no item: a run before all others
        items.forEachRange(run -> run(digest, run.first(), run.last()));
    }

    private static void run(MessageDigest digest, long first, long last) {
        digest.update(ByteBuffer.allocate(16).putLong(first).putLong(last).flip());
    }
}
