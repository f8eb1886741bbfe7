package org.echt.core.verify;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.keys.KeyRing;
import org.echt.core.serial.WordList;
import org.jspecify.annotations.Nullable;

/**
 * The node's present catalogue, and how it gets a newer one. Many callers that find theirs too old share one load.
 * Thread-safe; no lock is held while loading.
 */
public final class CatalogueHolder {
    private final CatalogueStore store;
    private final Supplier<KeyRing> keys;
    private final Function<String, @Nullable WordList> wordLists;
    private volatile Catalogue present;
    private final AtomicReference<@Nullable CompletableFuture<Catalogue>> loading = new AtomicReference<>();

    /** Loads the first catalogue. */
    public CatalogueHolder(
            CatalogueStore store, Supplier<KeyRing> keys, Function<String, @Nullable WordList> wordLists) {
        this.store = store;
        this.keys = keys;
        this.wordLists = wordLists;
        this.present = load();
    }

    /** What this node knows now; may be older than the store. */
    public Catalogue present() {
        return present;
    }

    /** A catalogue of at least {@code version}; loads when the present one is older. */
    public Catalogue atLeast(long version) {
        var known = present;
        while (known.version() < version) {
            known = sharedLoad();
        }
        return known;
    }

    /** The catalogue as the store has it at some moment after the call began. */
    public Catalogue fresh() {
        return publish(load());
    }

    /** What the store has now, to look back from. */
    public Hindsight hindsight() {
        var data = store.load();
        return new Hindsight(new Catalogue(data, keys.get(), wordLists), data);
    }

    private Catalogue sharedLoad() {
        var mine = new CompletableFuture<Catalogue>();
        var running = loading.compareAndExchange(null, mine);
        if (running != null) {
            return await(running);
        }
        try {
            var loaded = publish(load());
            mine.complete(loaded);
            return loaded;
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            loading.set(null);
        }
    }

    private static Catalogue await(CompletableFuture<Catalogue> running) {
        try {
            return running.join();
        } catch (CompletionException e) {
            throw new StoreUnavailableException("the catalogue could not be loaded", e);
        }
    }

    private Catalogue load() {
        return new Catalogue(store.load(), keys.get(), wordLists);
    }

    /** Never replaces a newer catalogue by an older one. */
    private synchronized Catalogue publish(Catalogue loaded) {
        if (loaded.version() > present.version()) {
            present = loaded;
        }
        return present;
    }
}
