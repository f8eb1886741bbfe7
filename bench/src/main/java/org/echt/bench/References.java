package org.echt.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Many references {@code CHK-XXXX-XXXX}, eight bytes each. Not thread-safe. */
final class References {
    private static final int LENGTH = "CHK-XXXX-XXXX".length();

    private long[] kept = new long[1 << 16];
    private int size;

    void add(String reference) {
        if (reference.length() != LENGTH) {
            throw new IllegalArgumentException("an answer has no reference");
        }
        if (size == kept.length) {
            kept = Arrays.copyOf(kept, 2 * size);
        }
        kept[size++] = packed(reference);
    }

    int size() {
        return size;
    }

    /** How many of these are not among {@code others}. */
    int missingIn(References others) {
        var sorted = Arrays.copyOf(others.kept, others.size);
        Arrays.sort(sorted);
        Set<Long> missing = new HashSet<>();
        for (int i = 0; i < size; i++) {
            if (Arrays.binarySearch(sorted, kept[i]) < 0) {
                missing.add(kept[i]);
            }
        }
        return missing.size();
    }

    private static long packed(String reference) {
        var symbols = reference.substring(4, 8) + reference.substring(9);
        return ByteBuffer.wrap(symbols.getBytes(StandardCharsets.ISO_8859_1)).getLong();
    }
}
