package org.echt.app.api;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/**
 * Tells a supervisor whether the process lives ({@code /health}) and whether it should get requests ({@code /ready}).
 * Thread-safe.
 */
public final class Health {
    private static final Header JSON = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
    private static final Header NO_STORE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");

    private final BooleanSupplier ready;

    /** @param ready true while requests can be answered from a loaded catalogue; must not block for long */
    public Health(BooleanSupplier ready) {
        this.ready = ready;
    }

    public void routing(HttpRouting.Builder routing) {
        routing.get("/health", (request, response) -> say(response, true));
        routing.get("/ready", (request, response) -> say(response, ready.getAsBoolean()));
    }

    private static void say(ServerResponse response, boolean up) {
        response.status(up ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503)
                .header(JSON)
                .header(NO_STORE)
                .send(("{\"status\":\"" + (up ? "UP" : "DOWN") + "\"}").getBytes(StandardCharsets.US_ASCII));
    }
}
