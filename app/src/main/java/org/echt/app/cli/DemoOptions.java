package org.echt.app.cli;

import org.jspecify.annotations.Nullable;

/**
 * What the demonstration does.
 *
 * @param exit make the data, show the tour and stop, instead of serving until told to stop
 * @param port instead of a free one; null for that
 * @param laptops how many to build
 */
public record DemoOptions(boolean exit, @Nullable Integer port, int laptops) {}
