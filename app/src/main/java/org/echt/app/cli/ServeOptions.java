package org.echt.app.cli;

import org.jspecify.annotations.Nullable;

/**
 * How to serve.
 *
 * @param port instead of the configured one; null for that
 */
public record ServeOptions(@Nullable Integer port) {}
