package org.echt.app.config;

import java.nio.file.Path;

/**
 * Where the slot keys come from.
 *
 * @param file the key store of the software profile
 */
public record KeysConfig(Path file) {}
