package org.echt.app.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The transparency log.
 *
 * @param origin its name, which every checkpoint bears for ever
 * @param isOpen whether everybody may read its entries; else they see its hashes only
 * @param witnesses file with the witnesses; null for none
 * @param mlDsa whether an ML-DSA-44 key of the log cosigns every checkpoint
 */
public record LogConfig(
        String origin, boolean isOpen, @Nullable Path witnesses, boolean mlDsa) {
    /** Whether a second key of the log signs beside. */
    enum MlDsa {
        OFF,
        ON
    }

    enum Entries {
        CLOSED,
        OPEN
    }
}
