package org.echt.app.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The transparency log.
 *
 * @param origin its name, which every checkpoint bears for ever
 * @param isOpen whether everybody may read its entries; else they see its hashes only
 * @param witnesses file with the witnesses; null for none
 */
public record LogConfig(
        String origin, boolean isOpen, @Nullable Path witnesses) {
    enum Entries {
        CLOSED,
        OPEN
    }
}
