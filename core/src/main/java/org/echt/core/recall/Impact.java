package org.echt.core.recall;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.echt.core.serial.ItemSet;

/**
 * Exactly which items a scope concerns. The counts are of issued items; other makers' parts and products, known only from
 * build records, stand apart.
 *
 * @param affected items the rule matches, remedied ones included
 * @param unknown items whose build record is missing or incomplete, so that the rule can neither match nor be ruled out
 * @param foreign other makers' parts and products the rule matches; {@link RecallDesk#topLevel} tells the outermost
 * @param summary the counts, and the hash an approval binds to
 */
public record Impact(ItemSet affected, ItemSet unknown, ItemSet foreign, Summary summary) {
    /**
     * The counts of a preview.
     *
     * @param issued units issued in all
     * @param affected units the rule matches
     * @param unknown units without a complete build record for the rule
     * @param remedied affected units whose remedy is done
     * @param affectedByProduct product key to affected units
     * @param unknownByProduct product key to unknown units
     * @param gained affected now, not in the version in force
     * @param lost affected in the version in force, not now
     * @param hash SHA-256 over rule, policy, affected, unknown and foreign items, lower-case hex; empty before a preview
     */
    public record Summary(
            long issued,
            long affected,
            long unknown,
            long remedied,
            SortedMap<String, Long> affectedByProduct,
            SortedMap<String, Long> unknownByProduct,
            long gained,
            long lost,
            String hash) {
        public static final Summary NONE = new Summary(0, 0, 0, 0, sorted(Map.of()), sorted(Map.of()), 0, 0, "");

        /** Whether anything was counted yet: before a preview there is no number, rather than 0. */
        public boolean isCounted() {
            return !hash.isEmpty();
        }

        private static SortedMap<String, Long> sorted(Map<String, Long> map) {
            return new TreeMap<>(map);
        }
    }
}
