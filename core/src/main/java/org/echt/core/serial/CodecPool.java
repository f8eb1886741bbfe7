package org.echt.core.serial;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.echt.core.keys.KeySlot;

/**
 * Codecs of one slot and length to be used in turns. Lock-free: a caller looks at a few places that depend on its
 * thread, and makes a new codec rather than wait; at most {@value #PLACES} idle ones are kept.
 *
 * <p>Not a thread-local, because there may be a million virtual threads and each codec holds a cipher.
 */
final class CodecPool {
    private static final int PLACES = 32;
    private static final int PROBES = 4;

    private final KeySlot slot;
    private final CodeLength length;
    private final AtomicReferenceArray<SlotCodec> idle = new AtomicReferenceArray<>(PLACES);

    CodecPool(KeySlot slot, CodeLength length) {
        this.slot = slot;
        this.length = length;
    }

    KeySlot slot() {
        return slot;
    }

    /** A codec that belongs to the caller until it is given back. */
    SlotCodec take() {
        int start = start();
        for (int i = 0; i < PROBES; i++) {
            SlotCodec codec = idle.getAndSet((start + i) % PLACES, null);
            if (codec != null) {
                return codec;
            }
        }
        return new SlotCodec(slot, length, WordList.NONE);
    }

    /** Not to be called after a failure: a cipher that threw may be in any state. */
    void give(SlotCodec codec) {
        int start = start();
        for (int i = 0; i < PROBES; i++) {
            if (idle.compareAndSet((start + i) % PLACES, null, codec)) {
                return;
            }
        }
    }

    private static int start() {
        return (int) ((Thread.currentThread().threadId() * 0x9E3779B97F4A7C15L) >>> 59);
    }
}
