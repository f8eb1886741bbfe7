package org.echt.core.maker;

import java.time.Instant;
import org.echt.core.audit.AuditEntry;
import org.echt.core.gs1.Gtin;
import org.jspecify.annotations.Nullable;

/**
 * How many codes a maker may have, of one product or in all. It counts every batch ever issued to that name and stays
 * open until it is used up.
 *
 * @param maker the maker's name
 * @param gtin of which product; null for all together
 * @param codes 0 or more
 */
public record Quota(String maker, @Nullable Gtin gtin, long codes) {
    public Quota {
        if (codes < 0) {
            throw new IllegalArgumentException("quota of " + codes + " codes must be 0 or more");
        }
    }

    /** What the audit log says of its being set. */
    public AuditEntry audit(@Nullable Quota before, Instant at, String by, String why) {
        return new AuditEntry(
                at, by, "maker.quota", "maker " + maker, before == null ? "" : before.told(), told(), why);
    }

    private String told() {
        return codes + " codes " + (gtin == null ? "in all" : "of GTIN " + gtin);
    }
}
