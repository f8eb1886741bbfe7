package org.echt.core.verify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.echt.core.attribute.AttributeTable;
import org.echt.core.attribute.Register;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.gs1.Gtin;
import org.echt.core.keys.KeyRing;
import org.echt.core.recall.Recall;
import org.echt.core.serial.Authenticator;
import org.echt.core.serial.Batch;
import org.echt.core.serial.BatchTable;
import org.echt.core.serial.WordList;
import org.echt.core.verify.CatalogueStore.CatalogueData;
import org.echt.core.verify.Verdict.ProductRecall;
import org.jspecify.annotations.Nullable;

/**
 * Everything a check needs that is not about one item, compiled once per version and swapped as a whole. Immutable and
 * safe for all threads.
 */
public final class Catalogue {
    private final long version;
    private final Register register;
    private final Authenticator authenticator;
    private final RecallIndex recalls;
    private final List<Recall> allRecalls;
    private final Map<Optional<Gtin>, List<ProductRecall>> told = new ConcurrentHashMap<>();

    /** @param wordLists finds a batch's word list by its id */
    public Catalogue(CatalogueData data, KeyRing keys, Function<String, @Nullable WordList> wordLists) {
        version = data.version();
        var batches = BatchTable.of(data.batches());
        for (var batch : batches) {
            refuseWithoutKey(batch, keys);
        }
        register = new Register(data.products(), batches, new AttributeTable(data.definitions(), data.changeSets()));
        authenticator = new Authenticator(keys, batches, wordLists);
        allRecalls = data.recalls();
        recalls = new RecallIndex(register, allRecalls);
    }

    private Catalogue(Catalogue other, Register register, List<Recall> recalls) {
        this.version = other.version;
        this.register = register;
        this.authenticator = other.authenticator;
        this.allRecalls = recalls;
        this.recalls = new RecallIndex(register, recalls);
    }

    /** The same with other recalls, and other attribute values. */
    Catalogue with(Register register, List<Recall> recalls) {
        return new Catalogue(this, register, recalls);
    }

    /** Without the key, genuine codes would be called foreign: no catalogue, so every check is UNAVAILABLE. */
    private static void refuseWithoutKey(Batch batch, KeyRing keys) {
        if (keys.slot(batch.slot(), batch.slotVersion()).isEmpty()) {
            throw new StoreUnavailableException("batch " + batch.number() + " was issued under key slot " + batch.slot()
                    + "/" + batch.slotVersion() + ", which this node's key store lacks");
        }
    }

    public long version() {
        return version;
    }

    public Register register() {
        return register;
    }

    public Authenticator authenticator() {
        return authenticator;
    }

    /** Every recall, drafts included. */
    public List<Recall> allRecalls() {
        return allRecalls;
    }

    /** What {@link ProductRecalls} has found in it so far; there are as many as products, and one for all. */
    Map<Optional<Gtin>, List<ProductRecall>> told() {
        return told;
    }

    RecallIndex recalls() {
        return recalls;
    }
}
