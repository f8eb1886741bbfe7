package org.echt.app.api;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.echt.app.limit.Origin;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.fault.StoreUnavailableException;

/**
 * The interface for programs that sign in: service shops, resellers' systems, dashboards (docs/api.md). Every address is a
 * {@link Route} with the right it needs. Nothing that is sent is logged. Thread-safe.
 */
public final class Api {
    static final String ROOT = "/api/v1";

    private static final HeaderName ALLOW = HeaderNames.create("Allow");
    private static final Header NO_STORE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");
    private static final Header NOSNIFF =
            HeaderValues.createCached(HeaderNames.create("X-Content-Type-Options"), "nosniff");

    private final Gate gate;
    private final List<Route> routes;

    /** @param origin tells where requests come from */
    public Api(Office office, Origin origin) {
        this.gate = new Gate(office.access(), origin, office.clock());
        this.routes = Stream.of(
                        new RecallRoutes(office).routes(),
                        new RemedyRoutes(office).routes(),
                        new ClaimRoutes(office).routes(),
                        new ServiceRoutes(office).routes(),
                        new DeliveryRoutes(office).routes(),
                        new MessageRoutes(office).routes(),
                        NoticeRoutes.routes())
                .flatMap(List::stream)
                .toList();
    }

    List<Route> routes() {
        return routes;
    }

    /** Adds the addresses. */
    public void routing(HttpRouting.Builder routing) {
        routes.forEach(route -> routing.route(
                route.method(), ROOT + route.path(), (request, response) -> serve(route, request, response)));
        var byPath = routes.stream()
                .collect(Collectors.groupingBy(
                        Route::path,
                        LinkedHashMap::new,
                        Collectors.mapping(r -> r.method().text(), Collectors.joining(", "))));
        byPath.forEach((path, methods) -> routing.any(ROOT + path, (_, response) -> {
            response.header(ALLOW, methods);
            send(response, Answer.problem(Fault.WRONG_METHOD, "only " + methods + " is possible here"));
        }));
    }

    private void serve(Route route, ServerRequest request, ServerResponse response) {
        try {
            send(response, route.task().answer(new Call(request, gate.admit(request, response, route))));
        } catch (RefusedException e) {
            send(response, Answer.problem(e.fault(), String.valueOf(e.getMessage())));
        } catch (StoreUnavailableException _) {
            response.header(HeaderValues.create("Retry-After", "30"));
            send(response, Answer.problem(Fault.UNAVAILABLE, "the store does not answer"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(ServerResponse response, Answer answer) {
        response.status(Status.create(answer.status()))
                .header(answer.type())
                .header(NO_STORE)
                .header(NOSNIFF)
                .send(answer.body());
    }
}
