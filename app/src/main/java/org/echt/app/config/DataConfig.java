package org.echt.app.config;

import java.nio.file.Path;

/**
 * Where the program keeps what it must not lose.
 *
 * @param folder of this installation alone
 */
public record DataConfig(Path folder) {}
