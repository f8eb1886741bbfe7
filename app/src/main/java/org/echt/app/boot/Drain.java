package org.echt.app.boot;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.time.Duration;

/**
 * Takes a server out of use without losing a request: for a while it still answers, and each answer ends its connection
 * ({@code Connection: close}; RFC 9112, section 9.6), so that whoever kept one open goes elsewhere before the server does.
 * Thread-safe.
 */
final class Drain implements Filter {
    private final Duration length;
    private volatile boolean isLeaving;
    private volatile boolean wasAsked;
    private volatile long asked;

    /** @param length of that while */
    Drain(Duration length) {
        this.length = length;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        asked = System.nanoTime();
        wasAsked = true;
        if (isLeaving) {
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
        chain.proceed();
    }

    /** Returns when the while is over; at once when nobody, not even a proxy that looks for readiness, has asked that long. */
    void await() {
        isLeaving = true;
        if (!wasAsked || System.nanoTime() - asked > length.toNanos()) {
            return;
        }
        try {
            Thread.sleep(length);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
