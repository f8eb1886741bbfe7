package org.echt.app.link;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.echt.app.limit.Origin;
import org.echt.core.scan.Visitor;
import org.jspecify.annotations.Nullable;

/**
 * Who a request comes from, as far as it is counted. The country is read only from the header that the configuration names,
 * for whoever reaches the port can write any. Prefetches are nobody's. Thread-safe.
 */
public final class Callers {
    /** What browsers and apps send when they fetch what nobody has asked for yet. */
    private static final List<HeaderName> PURPOSES = List.of(
            HeaderNames.create("Sec-Purpose"),
            HeaderNames.create("Purpose"),
            HeaderNames.create("X-Purpose"),
            HeaderNames.create("X-Moz"));

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final Visitors visitors;
    private final Origin origin;
    private final @Nullable HeaderName country;

    /** @param visitors tells person-days apart */
    public Callers(Visitors visitors) {
        this(visitors, Origin.PEER, "");
    }

    /**
     * Callers behind a proxy.
     *
     * @param origin tells where requests come from
     * @param country name of the header with the caller's country (ISO 3166, two letters); empty for none
     */
    public Callers(Visitors visitors, Origin origin, String country) {
        this.visitors = visitors;
        this.origin = origin;
        this.country = country.isEmpty() ? null : HeaderNames.create(country);
    }

    Visitor of(ServerRequest request) {
        if (isPrefetch(request)) {
            return Visitor.NOBODY;
        }
        var place =
                country == null ? "" : Reply.header(request, country).strip().toUpperCase(Locale.ROOT);
        return visitors.of(
                origin.address(request),
                COUNTRIES.contains(place) ? place : "",
                Reply.header(request, HeaderNames.USER_AGENT));
    }

    /** The network it comes from. */
    String network(ServerRequest request) {
        return origin.network(request);
    }

    private static boolean isPrefetch(ServerRequest request) {
        return request.prologue().method().equals(Method.HEAD)
                || PURPOSES.stream().anyMatch(name -> {
                    var purpose = Reply.header(request, name).toLowerCase(Locale.ROOT);
                    return purpose.contains("prefetch") || purpose.contains("preview") || purpose.contains("prerender");
                });
    }
}
