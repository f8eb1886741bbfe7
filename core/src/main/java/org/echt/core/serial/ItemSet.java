package org.echt.core.serial;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.roaringbitmap.longlong.PeekableLongIterator;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * An immutable set of item numbers, compressed (64-bit Roaring): 100 million neighbours cost kilobytes, 100 million
 * scattered items about two bytes each. Thread-safe.
 */
public final class ItemSet {
    public static final ItemSet EMPTY = new ItemSet(new Roaring64Bitmap());

    /** Numbers of one container. */
    private static final long CONTAINER = 1 << 16;
    /** So many numbers the library visits at once. */
    private static final int STRETCH = 1 << 30;
    /** So few are added one by one. */
    private static final long FEW = 32;

    private final Roaring64Bitmap bits;

    private ItemSet(Roaring64Bitmap bits) {
        this.bits = bits;
    }

    public static ItemSet of(long... items) {
        return new ItemSet(Roaring64Bitmap.bitmapOf(items));
    }

    public static ItemSet ofRanges(Collection<ItemRange> ranges) {
        var bits = new Roaring64Bitmap();
        ranges.forEach(range -> addRange(bits, range));
        return new ItemSet(bits);
    }

    /**
     * Adds a range. The library (1.6.29) adds one that ends within a container of 65,536 numbers as many times as its last
     * piece fits into the rest of that container, milliseconds for a short one; ranges that end where a container ends are
     * spared that, so the rest is made of two such.
     */
    private static void addRange(Roaring64Bitmap bits, ItemRange range) {
        long first = range.first();
        long end = range.last() + 1;
        long whole = end & -CONTAINER;
        if (Long.compareUnsigned(first, whole) < 0) {
            bits.addRange(first, whole);
            first = whole;
        }
        if (end - first < FEW) {
            for (long item = first; item != end; item++) {
                bits.addLong(item);
            }
        } else {
            bits.or(Roaring64Bitmap.andNot(upTo(first, whole + CONTAINER), upTo(end, whole + CONTAINER)));
        }
    }

    private static Roaring64Bitmap upTo(long first, long end) {
        var bits = new Roaring64Bitmap();
        bits.addRange(first, end);
        return bits;
    }

    public static Builder builder() {
        return new Builder();
    }

    public boolean contains(long item) {
        return bits.contains(item);
    }

    public long size() {
        return bits.getLongCardinality();
    }

    public boolean isEmpty() {
        return bits.isEmpty();
    }

    public ItemSet or(ItemSet other) {
        return new ItemSet(Roaring64Bitmap.or(bits, other.bits));
    }

    public ItemSet and(ItemSet other) {
        return new ItemSet(Roaring64Bitmap.and(bits, other.bits));
    }

    public ItemSet andNot(ItemSet other) {
        return new ItemSet(Roaring64Bitmap.andNot(bits, other.bits));
    }

    /** How many items of this set lie in {@code range}. */
    public long countIn(ItemRange range) {
        long upTo = bits.rankLong(range.last());
        return range.first() == 0 ? upTo : upTo - bits.rankLong(range.first() - 1);
    }

    /** The item at {@code position} (from 0) in ascending order. */
    public long at(long position) {
        return bits.select(position);
    }

    /** Visits every item in ascending order. */
    public void forEach(LongConsumer visitor) {
        PeekableLongIterator all = bits.getLongIterator();
        while (all.hasNext()) {
            visitor.accept(all.next());
        }
    }

    /** Visits the items of {@code range} in ascending order. */
    public void forEachIn(ItemRange range, LongConsumer visitor) {
        long first = range.first();
        while (range.last() - first >= STRETCH) {
            bits.forEachInRange(first, STRETCH, visitor::accept);
            first += STRETCH;
        }
        bits.forEachInRange(first, (int) (range.last() - first) + 1, visitor::accept);
    }

    /** Bytes of memory, about. */
    public long bytes() {
        return bits.getLongSizeInBytes();
    }

    /** All items, ascending; only for sets known to be small. */
    public long[] toArray() {
        return bits.toArray();
    }

    /** Visits the longest runs of neighbours in ascending order. */
    public void forEachRange(Consumer<ItemRange> visitor) {
        PeekableLongIterator all = bits.getLongIterator();
        while (all.hasNext()) {
            long first = all.next();
            long last = first;
            while (all.hasNext() && all.peekNext() == last + 1) {
                last = all.next();
            }
            visitor.accept(new ItemRange(first, last));
        }
    }

    /**
     * Writes the set in the portable 64-bit Roaring format, which other languages read too.
     * <a href="https://github.com/RoaringBitmap/RoaringFormatSpec#extension-for-64-bit-implementations">Source</a>.
     */
    public void writeTo(DataOutput out) throws IOException {
        bits.serializePortable(out);
    }

    /**
     * Reads what {@link #writeTo} wrote.
     *
     * @throws IOException when the bytes are no set of item numbers: cut off, damaged, out of order or with negative
     *     numbers
     */
    public static ItemSet readFrom(DataInput in) throws IOException {
        var bits = new Roaring64Bitmap();
        try {
            bits.deserializePortable(in);
        } catch (RuntimeException e) {
            throw new IOException("not a set of item numbers: " + e.getMessage(), e);
        }
        var set = new ItemSet(bits);
        set.validate();
        return set;
    }

    /** The library takes containers as they come; a search in unsorted ones would miss items without a word. */
    private void validate() throws IOException {
        long before = -1;
        long found = 0;
        PeekableLongIterator all = bits.getLongIterator();
        while (all.hasNext()) {
            long item = all.next();
            if (item <= before) {
                throw new IOException("a set of item numbers has " + item + " after " + before);
            }
            before = item;
            found++;
        }
        if (found != size()) {
            throw new IOException("a set of item numbers says it holds " + size() + " and holds " + found);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ItemSet that && bits.equals(that.bits);
    }

    @Override
    public int hashCode() {
        return bits.hashCode();
    }

    @Override
    public String toString() {
        return size() + " items";
    }

    /** Collects items in any order; not thread-safe; usable until {@link #build}. */
    public static final class Builder {
        private Roaring64Bitmap bits = new Roaring64Bitmap();

        private Builder() {}

        public Builder add(long item) {
            bits.addLong(item);
            return this;
        }

        public Builder addRange(ItemRange range) {
            ItemSet.addRange(bits, range);
            return this;
        }

        public ItemSet build() {
            var built = bits;
            bits = new Roaring64Bitmap();
            built.runOptimize();
            return new ItemSet(built);
        }
    }
}
