package org.echt.app.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Options of every command, resolved against the working folder.
 *
 * @param data data folder; null for the configured one
 * @param config configuration file; null for the defaults
 */
public record GlobalOptions(@Nullable Path data, @Nullable Path config) {}
