package org.echt.app.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Who confirms times. */
public sealed interface TimestampConfig {
    /** Nobody. */
    record Off() implements TimestampConfig {}

    /**
     * An authority by RFC 3161.
     *
     * @param timeout for one time-stamp
     * @param checkpointsEvery how often the log's newest checkpoint is stamped, where it grew
     * @param trustFile certificates its own must come from, PEM; null: any is taken
     */
    record On(
            URI url,
            Duration timeout,
            Duration checkpointsEvery,
            @Nullable Path trustFile) implements TimestampConfig {}
}
