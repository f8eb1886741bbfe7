package org.echt.app.config;

/**
 * Where the program listens.
 *
 * @param host address of the interface; {@code 127.0.0.1} for this computer alone
 * @param port 0 lets the system choose
 * @param addressHeader header in which a proxy in front writes the caller's address; empty for none
 * @param countryHeader header in which it writes the caller's country; empty for none
 */
public record WebConfig(String host, int port, String addressHeader, String countryHeader) {
    /** Without a proxy in front. */
    public WebConfig(String host, int port) {
        this(host, port, "", "");
    }

    WebConfig withPort(int other) {
        return new WebConfig(host, other, addressHeader, countryHeader);
    }
}
