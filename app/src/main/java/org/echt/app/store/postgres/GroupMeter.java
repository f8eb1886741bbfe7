package org.echt.app.store.postgres;

/** Measures the groups in which callers are answered. Thread-safe; never throws; takes no time worth speaking of. */
@FunctionalInterface
public interface GroupMeter {
    GroupMeter NONE = (_, _) -> {};

    /**
     * A group was answered.
     *
     * @param callers how many were in it
     * @param nanos from its begin to its end, in the store
     */
    void group(int callers, long nanos);
}
