package org.echt.core.serial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.echt.core.keys.KeyRing;
import org.echt.core.keys.MacKey;
import org.echt.core.serial.Authentication.Authentic;
import org.echt.core.serial.Authentication.NotIssued;
import org.echt.core.serial.Authentication.NotOurSlot;
import org.echt.core.serial.Authentication.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether codes were issued here: keys and batches in memory, no store, no lock. Thread-safe, for any number of
 * threads.
 */
public final class Authenticator {
    private final SlotPools pools;
    private final BatchTable batches;
    private final Function<String, @Nullable WordList> lists;
    private final Map<String, WordList> words;

    /**
     * @param lists word lists by id; asked once for each that a batch names
     * @throws IllegalArgumentException when a batch names a word list that is not there: its codes could not be told
     *     from forged ones
     */
    public Authenticator(KeyRing ring, BatchTable batches, Function<String, @Nullable WordList> lists) {
        this(new SlotPools(ring), batches, lists);
    }

    private Authenticator(SlotPools pools, BatchTable batches, Function<String, @Nullable WordList> lists) {
        this.pools = pools;
        this.batches = batches;
        this.lists = lists;
        this.words = wordsOf(batches, lists);
    }

    /** The same keys and ciphers with other batches: cheap enough for every new batch. */
    public Authenticator with(BatchTable newBatches) {
        return new Authenticator(pools, newBatches, lists);
    }

    public BatchTable batches() {
        return batches;
    }

    /**
     * Throws {@link org.echt.core.fault.StoreUnavailableException} only when a key does not answer; then nothing is known
     * of the code.
     */
    public Authentication authenticate(SerialCode code) {
        byte[] ascii = code.ascii();
        CodecPool[] versions = pools.under(Alphabet.value(ascii[0]), ascii.length);
        if (versions.length == 0) {
            return new NotOurSlot(code.slot());
        }
        var reason = Reason.ZERO_BITS;
        for (CodecPool pool : versions) {
            SlotCodec codec = pool.take();
            CodeBlock block = codec.deciphered(ascii);
            long item = codec.item(block, 0);
            Reason here = reason(pool, codec, block, 0, code.length());
            pool.give(codec);
            if (here == null) {
                Batch batch = batches.batchOf(item);
                if (batch != null) {
                    return new Authentic(new AuthenticCode(code, item, batch));
                }
            } else if (here.compareTo(reason) > 0) {
                reason = here;
            }
        }
        return new NotIssued(reason);
    }

    /** What each key under the code's slot symbol makes of it, the oldest version first; empty when the slot is not ours. */
    public List<Trial> trials(SerialCode code) {
        byte[] ascii = code.ascii();
        var trials = new ArrayList<Trial>();
        for (CodecPool pool : pools.under(Alphabet.value(ascii[0]), ascii.length)) {
            SlotCodec codec = pool.take();
            CodeBlock block = codec.deciphered(ascii);
            Reason reason = reason(pool, codec, block, 0, code.length());
            trials.add(new Trial(code.slot(), pool.slot().version(), reason, codec.item(block, 0)));
            pool.give(codec);
        }
        return trials;
    }

    /** Item number or -1 for each of many codes: about ten times as fast as one by one. */
    public long[] authenticateAll(List<SerialCode> codes) {
        long[] items = new long[codes.size()];
        var bulk = new BulkAuthentication(this, items);
        int i = 0;
        for (SerialCode code : codes) {
            byte[] ascii = code.ascii();
            bulk.add(i++, ascii, 0, ascii.length);
        }
        bulk.finish();
        return items;
    }

    /**
     * The same over codes as {@link CodeReader#canonical} leaves them.
     *
     * @param symbols canonical, well-formed codes in ASCII
     * @param offsets where each begins
     * @param lengths 16, 18 or 20 for each; any other value, for example -1, makes its item -1
     * @param items receives {@code count} item numbers or -1
     */
    public void authenticateAll(byte[] symbols, int[] offsets, byte[] lengths, int count, long[] items) {
        var bulk = new BulkAuthentication(this, items);
        for (int i = 0; i < count; i++) {
            bulk.add(i, symbols, offsets[i], lengths[i]);
        }
        bulk.finish();
    }

    /**
     * Makes the code of an issued own item again.
     *
     * @throws IllegalArgumentException when the item was not issued
     * @throws IllegalStateException when its key is not in the ring
     */
    public SerialCode codeOf(long item) {
        Batch batch = batches.batchOf(item);
        if (batch == null) {
            throw new IllegalArgumentException("item " + item + " was not issued");
        }
        CodecPool pool = pool(batch);
        SlotCodec codec = pool.take();
        SerialCode code = codec.code(item, words(batch));
        pool.give(codec);
        return code;
    }

    /**
     * The door to the secret of a batch's inside codes.
     *
     * @throws IllegalStateException when the batch's key is not in the ring
     */
    public MacKey insideKey(Batch batch) {
        return pool(batch).slot().inside();
    }

    private CodecPool pool(Batch batch) {
        CodecPool pool = pools.of(batch);
        if (pool == null) {
            throw new IllegalStateException("key " + batch.slot() + "|" + batch.slotVersion() + " of batch "
                    + batch.number() + " is not in the key ring");
        }
        return pool;
    }

    CodecPool[] versions(int slotValue, int symbols) {
        return pools.under(slotValue, symbols);
    }

    /** Null when deciphered code {@code i} of the block was issued under the key of the pool. */
    @Nullable
    Reason reason(CodecPool pool, SlotCodec codec, CodeBlock block, int i, CodeLength length) {
        long item = codec.item(block, i);
        if (item < 0) {
            return Reason.ZERO_BITS;
        }
        Batch batch = batches.find(ItemNumber.batch(item));
        if (batch == null) {
            return Reason.NO_BATCH;
        }
        boolean sameKey = batch.slot() == pool.slot().symbol()
                && batch.slotVersion() == pool.slot().version()
                && batch.length() == length;
        if (!sameKey) {
            return Reason.OTHER_KEY;
        }
        if (ItemNumber.index(item) >= batch.count()) {
            return Reason.BEYOND_COUNT;
        }
        return codec.isCanonical(block, i, item, words(batch)) ? null : Reason.SALT;
    }

    private WordList words(Batch batch) {
        return words.getOrDefault(batch.wordList(), WordList.NONE);
    }

    private static Map<String, WordList> wordsOf(BatchTable batches, Function<String, @Nullable WordList> lists) {
        var words = new HashMap<String, WordList>();
        for (Batch batch : batches) {
            String id = batch.wordList();
            if (!words.containsKey(id)) {
                words.put(id, wordList(id, lists, "batch " + batch.number()));
            }
        }
        return words;
    }

    /** The list with this id; {@link IllegalArgumentException} naming it and who wants it when it is not there. */
    static WordList wordList(String id, Function<String, @Nullable WordList> lists, String wantedBy) {
        WordList list = id.isEmpty() ? WordList.NONE : lists.apply(id);
        if (list == null) {
            throw new IllegalArgumentException("word list \"" + id + "\" of " + wantedBy
                    + " is not loaded. Maybe an older edition that must stay configured?");
        }
        return list;
    }
}
