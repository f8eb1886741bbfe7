package org.echt.core.asbuilt;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.echt.core.serial.ItemSet;

/** Reads of the as-built record. Thread-safe. Every method may throw {@code StoreUnavailableException}. */
public interface AsBuiltStore {
    /**
     * Walks down from each root, over all dates, to {@link Build#MAX_DEPTH} levels and {@link Build#MAX_PARTS} parts; a
     * walk that is cut off, or meets an item above itself, says so in {@link Build#whole}. One build per root, in order.
     */
    List<Build> builds(long[] roots);

    /** Walks up: everything that at the instant holds one of {@code parts}, at any depth. Memory bounded by the result. */
    ItemSet usedIn(ItemSet parts, Instant at);

    /** Those of {@code parts} that sit in something at the instant. Memory bounded by the result. */
    ItemSet inside(ItemSet parts, Instant at);

    /** Streams every parent with what sits directly in it at the instant, by ascending parent. */
    void eachParent(Instant at, ParentVisitor visitor);

    /** Dictionary entries of the given foreign item numbers; unknown numbers are left out. */
    Map<Long, ForeignPart> foreign(Collection<Long> items);

    /** Streams the whole dictionary. */
    void eachForeign(Consumer<ForeignPart> visitor);

    /** Sees one parent after another. */
    @FunctionalInterface
    interface ParentVisitor {
        /**
         * @param parent item number
         * @param parts item numbers directly inside; the array is reused, only the first {@code count} are meant
         */
        void visit(long parent, long[] parts, int count);
    }
}
