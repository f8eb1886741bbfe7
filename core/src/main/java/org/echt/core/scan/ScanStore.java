package org.echt.core.scan;

/** Where checks are recorded. Thread-safe. */
public interface ScanStore {
    /**
     * Records a check and brings its item's state up to date, in one transaction. Returns only when both are durable;
     * callers are grouped, so a call may wait some milliseconds for company.
     */
    void append(Scan scan);

    /** Sets where an item is in its life; durable on return. Where it is there already, nothing is recorded. */
    void setLife(LifeChange change);
}
