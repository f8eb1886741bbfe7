package org.echt.app.store.postgres;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.echt.core.asbuilt.Build;
import org.echt.core.asbuilt.ForeignPart;
import org.echt.core.asbuilt.Installation;
import org.echt.core.asbuilt.PartKey;
import org.echt.core.notice.RemedyKind;
import org.echt.core.recall.Remedy;
import org.echt.core.serial.ItemNumber;

/** Reads the rows of {@link WalkSql} and makes the builds of them. Used once, by one thread. */
final class WalkRows {
    private final Map<Long, Tree> trees = new HashMap<>();
    private final Map<Long, ForeignPart> foreign = new HashMap<>();
    private final Map<Long, List<Remedy>> remedies = new HashMap<>();
    private boolean cut;

    /** What sits in one parent, and how far below the root the parent was first met. */
    private record Level(int depth, List<Installation> parts) {}

    /** What was walked below one root. */
    private static final class Tree {
        final Map<Long, Level> levels = new HashMap<>();
        /** Parents met below the last level of a build. */
        final Set<Long> tooDeep = new HashSet<>();
        /** Whether parts were left out because there are too many. */
        boolean cut;

        int count() {
            return levels.values().stream()
                    .mapToInt(level -> level.parts.size())
                    .sum();
        }
    }

    void read(ResultSet rows) throws SQLException {
        while (rows.next()) {
            switch (rows.getInt(1)) {
                case 0 -> parent(rows);
                case 1 -> foreignPart(rows);
                default -> remedy(rows);
            }
        }
    }

    /** Whether there was more than the most asked for. */
    boolean isCut() {
        return cut;
    }

    boolean hasRemedies() {
        return !remedies.isEmpty();
    }

    List<Remedy> remediesOf(long item) {
        return remedies.getOrDefault(item, List.of());
    }

    /** All that was found below one root. Where the walk {@link #isCut}, no build is whole. */
    Build build(long root) {
        var tree = trees.get(root);
        if (tree == null) {
            return new Build(root, Map.of(), Map.of(), !cut);
        }
        if (tree.count() > Build.MAX_PARTS) {
            limitParts(tree);
        }
        var byParent = HashMap.<Long, List<Installation>>newHashMap(tree.levels.size());
        var known = new HashMap<Long, ForeignPart>();
        for (var entry : tree.levels.entrySet()) {
            byParent.put(entry.getKey(), entry.getValue().parts());
            foreignAmong(entry.getValue().parts(), known);
        }
        boolean whole = !cut
                && !tree.cut
                && byParent.keySet().containsAll(tree.tooDeep)
                && (tree.tooDeep.isEmpty() || !Cycle.below(root, byParent));
        return new Build(root, byParent, known, whole);
    }

    private void parent(ResultSet rows) throws SQLException {
        var tree = trees.computeIfAbsent(rows.getLong(2), _ -> new Tree());
        long parent = rows.getLong(3);
        int depth = rows.getInt(4);
        var parts = rows.getBytes(7);
        if (parts == null) {
            cut = true;
        } else if (depth > Build.MAX_DEPTH) {
            tree.tooDeep.add(parent);
        } else {
            // A parent met again at another depth says again what it holds.
            var known = tree.levels.get(parent);
            if (known == null || depth < known.depth) {
                tree.levels.put(parent, new Level(depth, installations(parent, ByteBuffer.wrap(parts))));
            }
        }
    }

    private static List<Installation> installations(long parent, ByteBuffer parts) {
        var installations = new ArrayList<Installation>(parts.remaining() / WalkSql.INSTALLATION_BYTES);
        while (parts.hasRemaining()) {
            installations.add(new Installation(
                    parent, parts.getLong(), Micros.fromBinary(parts.getLong()), Micros.fromBinary(parts.getLong())));
        }
        return installations;
    }

    private void foreignPart(ResultSet rows) throws SQLException {
        long item = rows.getLong(3);
        var text = (String[]) rows.getArray(6).getArray();
        foreign.put(item, new ForeignPart(item, new PartKey(text[0], text[1], text[2], text[3]), text[4]));
    }

    private void remedy(ResultSet rows) throws SQLException {
        long item = rows.getLong(3);
        var text = (String[]) rows.getArray(6).getArray();
        remedies.computeIfAbsent(item, _ -> new ArrayList<>())
                .add(new Remedy(text[0], item, RemedyKind.valueOf(text[2]), Micros.read(rows, 5), text[1], text[3]));
    }

    private void foreignAmong(List<Installation> parts, Map<Long, ForeignPart> known) {
        for (var installation : parts) {
            if (ItemNumber.isForeign(installation.part())) {
                var part = foreign.get(installation.part());
                if (part != null) {
                    known.put(part.item(), part);
                }
            }
        }
    }

    /** Keeps the parts nearest the root. */
    private static void limitParts(Tree tree) {
        Set<Long> kept = new HashSet<>();
        var byDepth = new ArrayList<>(tree.levels.values());
        byDepth.sort((a, b) -> Integer.compare(a.depth, b.depth));
        for (var level : byDepth) {
            tree.cut |= level.parts.removeIf(
                    i -> !kept.contains(i.part()) && (kept.size() >= Build.MAX_PARTS || !kept.add(i.part())));
        }
    }

    /** Looks for an item above itself. Only asked of walks that went too deep, as every cycle does. */
    private record Cycle(Map<Long, List<Installation>> byParent, Set<Long> above, Set<Long> clean) {
        static boolean below(long root, Map<Long, List<Installation>> byParent) {
            return new Cycle(byParent, new HashSet<>(), new HashSet<>()).at(root);
        }

        private boolean at(long item) {
            if (clean.contains(item)) {
                return false;
            }
            if (!above.add(item)) {
                return true;
            }
            for (var installation : byParent.getOrDefault(item, List.of())) {
                if (at(installation.part())) {
                    return true;
                }
            }
            above.remove(item);
            clean.add(item);
            return false;
        }
    }
}
