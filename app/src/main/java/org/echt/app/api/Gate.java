package org.echt.app.api;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.InstantSource;
import java.util.Optional;
import org.echt.app.limit.Origin;
import org.echt.app.limit.RateLimit;
import org.echt.core.access.AccessDesk;
import org.echt.core.access.Actor;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;

/**
 * Who calls, whether they may, and whether not too often. Secrets are taken from the {@code Authorization} header only:
 * addresses end up in logs. Thread-safe.
 */
final class Gate {
    /** Requests a minute of one key or person. */
    static final int CALLS = 600;
    /** Requests a minute with no valid secret from one network. */
    static final int STRANGERS = 60;

    private static final HeaderName LIMIT = HeaderNames.create("RateLimit-Limit");
    private static final HeaderName REMAINING = HeaderNames.create("RateLimit-Remaining");
    private static final HeaderName RETRY_AFTER = HeaderNames.create("Retry-After");
    private static final HeaderName AUTHENTICATE = HeaderNames.create("WWW-Authenticate");
    private static final String BEARER = "bearer ";

    private final AccessDesk access;
    private final Origin origin;
    private final RateLimit calls;
    private final RateLimit strangers;

    /** @param origin tells which network strangers come from */
    Gate(AccessDesk access, Origin origin, InstantSource clock) {
        this.access = access;
        this.origin = origin;
        this.calls = new RateLimit(CALLS, clock);
        this.strangers = new RateLimit(STRANGERS, clock);
    }

    /**
     * Lets a request in.
     *
     * @throws RefusedException (NOT_SIGNED_IN), (NOT_ALLOWED), (TOO_MANY); the response then has the headers that go with it
     */
    Actor admit(ServerRequest request, ServerResponse response, Route route) {
        var actor = secret(request).flatMap(access::actorOf);
        if (actor.isEmpty()) {
            limit(strangers.take(origin.network(request), 1), response);
            response.header(AUTHENTICATE, "Bearer realm=\"echt\"");
            throw new RefusedException(
                    Fault.NOT_SIGNED_IN, "there is no valid key or session in the header Authorization");
        }
        limit(calls.take(actor.get().name(), route.cost()), response);
        actor.get().require(route.right());
        return actor.get();
    }

    private static void limit(RateLimit.State state, ServerResponse response) {
        response.header(LIMIT, String.valueOf(state.limit()));
        response.header(REMAINING, String.valueOf(state.left()));
        if (state.isOver()) {
            response.header(RETRY_AFTER, String.valueOf(state.seconds()));
            throw new RefusedException(
                    Fault.TOO_MANY,
                    "more than " + state.limit() + " requests a minute; the next in " + state.seconds() + " s");
        }
    }

    private static Optional<String> secret(ServerRequest request) {
        var header = request.headers().contains(HeaderNames.AUTHORIZATION)
                ? request.headers().get(HeaderNames.AUTHORIZATION).values()
                : "";
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).strip()).filter(s -> !s.isEmpty())
                : Optional.empty();
    }
}
