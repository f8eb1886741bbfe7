package org.echt.core.verify;

import java.util.List;
import org.echt.core.asbuilt.Build;
import org.echt.core.recall.Remedy;
import org.echt.core.scan.ItemState;

/** The one read a check makes. Thread-safe. May throw {@code StoreUnavailableException}. */
public interface ItemStore {
    /**
     * Everything the store knows of one item, read at one moment, in one round trip; concurrent callers are grouped.
     *
     * @param item item number, or {@link org.echt.core.serial.ItemNumber#NONE} to learn only the data version
     * @param withBuild whether the build record below the item is wanted
     */
    ItemFacts read(long item, boolean withBuild);

    /**
     * What was read.
     *
     * @param dataVersion the catalogue's version at that moment: newer than the caller's means the caller reloads first
     * @param state its state
     * @param remedies remedies of the item and, with the build, of everything below it
     * @param build the build record; {@link Build#none} when it was not wanted
     */
    record ItemFacts(long dataVersion, ItemState state, List<Remedy> remedies, Build build) {}
}
