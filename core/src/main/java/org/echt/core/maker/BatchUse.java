package org.echt.core.maker;

import org.echt.core.serial.Batch;

/**
 * What became of the codes of one batch, counted from recorded facts. An issued code counts as used on goods until it is
 * recorded as not released.
 *
 * @param batch how many were ordered, of what
 * @param unaccounted codes recorded as NOT_RELEASED: issued and never activated
 * @param destroyed codes recorded as DESTROYED or SAMPLE
 * @param checked codes that were checked at least once
 * @param surplusChecked of the unaccounted ones, those that were checked all the same: goods nobody reported
 * @param surplusChecks how many checks these had
 */
public record BatchUse(
        Batch batch, long unaccounted, long destroyed, long checked, long surplusChecked, long surplusChecks) {
    /** Codes taken to be on goods. */
    public long applied() {
        return batch.count() - unaccounted - destroyed;
    }
}
