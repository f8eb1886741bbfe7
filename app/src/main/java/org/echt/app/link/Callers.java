package org.echt.app.link;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.echt.app.limit.Network;
import org.echt.core.scan.Visitor;
import org.jspecify.annotations.Nullable;

/**
 * Who a request comes from: the peer, or whom a proxy in front says it comes from. A header is read only where the
 * configuration names it, for whoever reaches the port can write any. Prefetches are nobody's. Thread-safe.
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
    private final @Nullable HeaderName address;
    private final @Nullable HeaderName country;

    /** @param visitors tells person-days apart */
    public Callers(Visitors visitors) {
        this(visitors, "", "");
    }

    /**
     * Callers behind a proxy.
     *
     * @param address name of the header with the caller's address; empty for none
     * @param country name of the header with the caller's country (ISO 3166, two letters); empty for none
     */
    public Callers(Visitors visitors, String address, String country) {
        this.visitors = visitors;
        this.address = address.isEmpty() ? null : HeaderNames.create(address);
        this.country = country.isEmpty() ? null : HeaderNames.create(country);
    }

    Visitor of(ServerRequest request) {
        if (isPrefetch(request)) {
            return Visitor.NOBODY;
        }
        var place =
                country == null ? "" : Reply.header(request, country).strip().toUpperCase(Locale.ROOT);
        return visitors.of(
                address(request),
                COUNTRIES.contains(place) ? place : "",
                Reply.header(request, HeaderNames.USER_AGENT));
    }

    /** The network it comes from. */
    String network(ServerRequest request) {
        return Network.name(address(request));
    }

    private static boolean isPrefetch(ServerRequest request) {
        return request.prologue().method().equals(Method.HEAD)
                || PURPOSES.stream().anyMatch(name -> {
                    var purpose = Reply.header(request, name).toLowerCase(Locale.ROOT);
                    return purpose.contains("prefetch") || purpose.contains("preview") || purpose.contains("prerender");
                });
    }

    private InetAddress address(ServerRequest request) {
        var told = address == null ? "" : Reply.header(request, address);
        // A proxy adds to what it was sent: only the last one is its own word.
        var last = told.substring(told.lastIndexOf(',') + 1).strip();
        if (!last.isEmpty()) {
            try {
                return InetAddress.ofLiteral(last);
            } catch (IllegalArgumentException _) {
                // Then it is the proxy's, which is a network that looks at much.
            }
        }
        return request.remotePeer().address() instanceof InetSocketAddress socket
                ? socket.getAddress()
                : InetAddress.getLoopbackAddress();
    }
}
