package org.echt.core.maker;

import java.util.List;
import java.util.Optional;
import org.echt.core.audit.AuditEntry;
import org.jspecify.annotations.Nullable;

/**
 * Makers and their quotas, which {@link org.echt.core.serial.BatchStore#put} holds against every batch. Thread-safe;
 * durable on return; throws {@link org.echt.core.fault.StoreUnavailableException} when it cannot be reached.
 */
public interface MakerStore {
    /** By name. */
    List<Maker> makers();

    Optional<Maker> maker(String name);

    /** A maker's quotas; the one in all first, then by GTIN. */
    List<Quota> quotas(String maker);

    /**
     * Adds or changes a maker with its audit entry.
     *
     * @param before what was there; null for a new one
     * @return false when something else was there; nothing is changed then
     */
    boolean change(@Nullable Maker before, Maker after, AuditEntry audit);

    /**
     * Sets a quota of a maker that is there, in the same way.
     *
     * @return false when something else was there; nothing is changed then
     */
    boolean change(@Nullable Quota before, Quota after, AuditEntry audit);

    /** The batches issued to a maker, by number, with what became of their codes. */
    List<BatchUse> uses(String maker);

    /** Writes an export's audit entry. */
    void record(Export export, String by);
}
