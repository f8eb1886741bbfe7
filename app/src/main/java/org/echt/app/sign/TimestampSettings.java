package org.echt.app.sign;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/**
 * Which authority is asked.
 *
 * @param address http or https; time-stamps are signed, so both do
 * @param timeout from the request to the last byte of the answer
 * @param trusted its certificate must come from one of these; empty: any certificate for time-stamping is taken
 */
public record TimestampSettings(URI address, Duration timeout, List<X509Certificate> trusted) {
    public TimestampSettings {
        if (address.getHost() == null || !List.of("http", "https").contains(address.getScheme())) {
            throw new IllegalArgumentException(
                    "address \"" + address + "\" of the time-stamp authority is not http:// or https:// with a host");
        }
        if (timeout.toMillis() < 1) {
            throw new IllegalArgumentException("timeout " + timeout + " is shorter than 1 ms");
        }
        trusted = List.copyOf(trusted);
    }
}
