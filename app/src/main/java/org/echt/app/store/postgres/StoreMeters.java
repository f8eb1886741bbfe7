package org.echt.app.store.postgres;

/**
 * What measures the stores.
 *
 * @param reads groups of the one read of a check
 * @param records groups of recorded checks
 */
public record StoreMeters(GroupMeter reads, GroupMeter records) {
    public static final StoreMeters NONE = new StoreMeters(GroupMeter.NONE, GroupMeter.NONE);
}
