package org.echt.core.serial;

import java.util.Arrays;
import org.echt.core.keys.CodeKey;
import org.jspecify.annotations.Nullable;

/**
 * One bulk authentication: codes wait in a bucket for their slot and length until a block of them can be deciphered
 * together. Used once, by one thread.
 */
final class BulkAuthentication {
    private final Authenticator authenticator;
    private final long[] items;
    private final @Nullable Bucket[] buckets = new @Nullable Bucket[32 * 3];

    BulkAuthentication(Authenticator authenticator, long[] items) {
        this.authenticator = authenticator;
        this.items = items;
    }

    /** Takes the canonical code at {@code pos}; its answer stands in {@code items[i]} after {@link #finish}. */
    void add(int i, byte[] ascii, int pos, int symbols) {
        items[i] = ItemNumber.NONE;
        CodeLength length = CodeLength.ofSymbols(symbols);
        if (length == null) {
            return;
        }
        int place = 3 * Alphabet.value(ascii[pos]) + (symbols - 16) / 2;
        Bucket bucket = buckets[place];
        if (bucket == null) {
            bucket = new Bucket(length, authenticator.versions(place / 3, symbols));
            buckets[place] = bucket;
        }
        bucket.add(i, ascii, pos);
    }

    void finish() {
        for (Bucket bucket : buckets) {
            if (bucket != null) {
                bucket.flush();
            }
        }
    }

    /** Codes of one slot and length. */
    private final class Bucket {
        private final CodeFormat format;
        private final CodecPool[] versions;
        private final CodeBlock block;
        private final int[] places;

        Bucket(CodeLength length, CodecPool[] versions) {
            this.format = CodeFormat.of(length);
            this.versions = versions;
            int bulk = Arrays.stream(versions)
                    .mapToInt(pool -> pool.slot().key().bulk())
                    .max()
                    .orElse(CodeKey.IN_MEMORY);
            this.block = new CodeBlock(bulk);
            this.places = new int[bulk];
        }

        void add(int i, byte[] ascii, int pos) {
            places[block.size] = i;
            block.add(format, ascii, pos);
            if (block.size == places.length) {
                flush();
            }
        }

        void flush() {
            for (CodecPool pool : versions) {
                SlotCodec codec = pool.take();
                codec.decipher(block);
                for (int j = 0; j < block.size; j++) {
                    if (authenticator.reason(pool, codec, block, j, format.length) == null) {
                        items[places[j]] = codec.item(block, j);
                    }
                }
                pool.give(codec);
            }
            block.size = 0;
        }
    }
}
