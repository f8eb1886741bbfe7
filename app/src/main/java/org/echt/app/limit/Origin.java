package org.echt.app.limit;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where requests come from: the peer, or whom a proxy in front says they come from. A header is read only where the
 * configuration names it, for whoever reaches the port can write any. Thread-safe.
 */
public final class Origin {
    /** Nobody stands in front. */
    public static final Origin PEER = new Origin("");

    private final @Nullable HeaderName header;

    /** @param header name of the header with the caller's address; empty for none */
    public Origin(String header) {
        this.header = header.isEmpty() ? null : HeaderNames.create(header);
    }

    /** The network it comes from, to count by. */
    public String network(ServerRequest request) {
        return Network.name(address(request));
    }

    public InetAddress address(ServerRequest request) {
        var told = header == null ? "" : request.headers().first(header).orElse("");
        // A proxy adds to what it was sent: only the last one is its own word.
        var last = told.substring(told.lastIndexOf(',') + 1).strip();
        if (!last.isEmpty()) {
            try {
                return InetAddress.ofLiteral(last);
            } catch (IllegalArgumentException _) {
                // Then it is the proxy's, which is a network that looks at much.
            }
        }
        return request.remotePeer().address() instanceof InetSocketAddress socket && socket.getAddress() != null
                ? socket.getAddress()
                : InetAddress.getLoopbackAddress();
    }
}
