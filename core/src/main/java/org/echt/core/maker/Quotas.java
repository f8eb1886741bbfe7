package org.echt.core.maker;

import java.util.List;
import java.util.Optional;
import org.echt.core.serial.Batch;
import org.echt.core.serial.BatchStore;
import org.echt.core.serial.BatchStore.OverQuota;

/** The one rule by which an order of codes is within its maker's quotas. */
public final class Quotas {
    private Quotas() {}

    /**
     * Both quotas that concern a batch must hold where both are set: that of its product and that of all products. Where
     * neither is, nothing is allowed.
     *
     * @param quotas the maker's, of any product
     * @param usedOfProduct codes of the batch's product issued to the maker before
     * @param usedInAll codes issued to the maker before
     * @return the refusal; empty where the batch is within the quotas
     */
    public static Optional<BatchStore.Put> refusal(
            Batch batch, List<Quota> quotas, long usedOfProduct, long usedInAll) {
        boolean any = false;
        for (var quota : quotas) {
            var gtin = quota.gtin();
            if (gtin != null && !gtin.equals(batch.gtin())) {
                continue;
            }
            any = true;
            long used = gtin == null ? usedInAll : usedOfProduct;
            if (batch.count() > quota.codes() - used) {
                return Optional.of(new OverQuota(batch.maker(), gtin, batch.count(), used, quota.codes()));
            }
        }
        return any
                ? Optional.empty()
                : Optional.of(new OverQuota(batch.maker(), batch.gtin(), batch.count(), usedOfProduct, 0));
    }
}
