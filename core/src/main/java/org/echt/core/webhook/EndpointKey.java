package org.echt.core.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One key of one endpoint; the secret is derived from its version and stands nowhere.
 *
 * @param version from 1; no other key of any endpoint ever has the same
 * @param createdAt since when it signs
 * @param retiresAt until when it signs besides the newer one; null for the newest
 */
public record EndpointKey(
        int version, Instant createdAt, @Nullable Instant retiresAt) {
    public EndpointKey {
        if (version < 1) {
            throw new IllegalArgumentException("key version " + version + ": versions count from 1");
        }
    }

    boolean signsAt(Instant now) {
        return retiresAt == null || now.isBefore(retiresAt);
    }

    /** The same key, which retires at {@code end} unless it does so earlier. */
    EndpointKey retiring(Instant end) {
        return retiresAt != null && retiresAt.isBefore(end) ? this : new EndpointKey(version, createdAt, end);
    }
}
