package org.echt.app.config;

import java.time.Duration;

/**
 * Where the program listens.
 *
 * @param host address of the interface; {@code 127.0.0.1} for this computer alone
 * @param port 0 lets the system choose
 * @param addressHeader header in which a proxy in front writes the caller's address; empty for none
 * @param countryHeader header in which it writes the caller's country; empty for none
 * @param drain how long it goes on answering when it is told to stop
 */
public record WebConfig(String host, int port, String addressHeader, String countryHeader, Duration drain) {
    private static final Duration DRAIN = Duration.ofSeconds(5);

    /** With no headers of a proxy in front. */
    public WebConfig(String host, int port) {
        this(host, port, "", "", DRAIN);
    }

    WebConfig withPort(int other) {
        return new WebConfig(host, other, addressHeader, countryHeader, drain);
    }
}
