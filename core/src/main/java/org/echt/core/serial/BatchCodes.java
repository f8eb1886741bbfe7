package org.echt.core.serial;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongConsumer;
import org.echt.core.keys.KeySlot;

/** The codes of one batch, by index; {@link Issuer#codes} makes it. Not thread-safe. */
public final class BatchCodes {
    private static final int CHUNK = 4096;

    private final Batch batch;
    private final KeySlot slot;
    private final SlotCodec codec;

    BatchCodes(Batch batch, KeySlot slot, WordList words) {
        this.batch = batch;
        this.slot = slot;
        this.codec = new SlotCodec(slot, batch.length(), words);
    }

    public Batch batch() {
        return batch;
    }

    /** The slot the codes are made under. */
    public KeySlot slot() {
        return slot;
    }

    /** Bytes of one line: a code and a line feed. */
    public int line() {
        return batch.length().symbols + 1;
    }

    /**
     * Writes the codes {@code index} to {@code index + n - 1}, each followed by a line feed.
     *
     * @param out needs {@code n * line()} bytes
     * @throws IllegalArgumentException when the batch has no such codes
     */
    public void write(long index, int n, byte[] out) {
        if (index < 0 || index + n > batch.count()) {
            throw new IllegalArgumentException("batch " + batch.number() + " has " + batch.count()
                    + " codes, none of index " + index + " to " + (index + n - 1));
        }
        codec.write(batch.number(), index, n, out, 0);
    }

    /**
     * Writes the codes from index {@code from} to the end, one a line, in order. Nothing is kept in memory; a stream that
     * broke is taken up again at any index.
     *
     * @param progress told the number of codes written so far, after every few thousand
     * @return codes written
     */
    public long stream(long from, OutputStream out, LongConsumer progress) throws IOException {
        byte[] lines = new byte[CHUNK * line()];
        long index = from;
        while (index < batch.count()) {
            int n = (int) Math.min(CHUNK, batch.count() - index);
            write(index, n, lines);
            out.write(lines, 0, n * line());
            index += n;
            progress.accept(index - from);
        }
        return Math.max(0, batch.count() - from);
    }
}
