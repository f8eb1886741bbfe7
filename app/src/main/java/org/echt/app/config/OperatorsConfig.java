package org.echt.app.config;

/**
 * Where operators look.
 *
 * @param host address of the interface; {@code 127.0.0.1} for this computer alone
 * @param port 0 lets the system choose
 */
public record OperatorsConfig(String host, int port) {}
