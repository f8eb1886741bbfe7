package org.echt.app.link;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Takes connections whose first bytes hold no end of line: requests with an address longer than the server ever reads.
 * The server would hang up without a word; here the request is read to its end (its bytes are dropped as they come) and
 * answered.
 */
final class EndlessLine implements ServerConnectionSelector {
    private static final long READ_AT_MOST = 64L << 20;

    private final int longest;
    private final Supplier<byte[]> response;

    /**
     * Makes one.
     *
     * @param longest bytes a request line may have
     * @param response the whole HTTP response
     */
    EndlessLine(int longest, Supplier<byte[]> response) {
        this.longest = longest;
        this.response = response;
    }

    @Override
    public int bytesToIdentifyConnection() {
        return 0;
    }

    @Override
    public Support supports(BufferData data) {
        return data.available() > longest && data.indexOf((byte) '\n') < 0 ? Support.SUPPORTED : Support.UNSUPPORTED;
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return Set.of();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        return new Refusal(context, response.get());
    }

    /** One such connection. */
    private static final class Refusal implements ServerConnection {
        private final ConnectionContext context;
        private final byte[] response;
        private volatile long lastRead = System.nanoTime();

        Refusal(ConnectionContext context, byte[] response) {
            this.context = context;
            this.response = response;
        }

        @Override
        public void handle(Limit limit) {
            try {
                readToEnd();
            } catch (DataReader.InsufficientDataAvailableException _) {
                // The client has closed its side; it may still read.
            }
            context.dataWriter().writeNow(BufferData.create(response));
        }

        private void readToEnd() {
            long read = 0;
            boolean ended = false;
            while (!ended && read < READ_AT_MOST) {
                var bytes = context.dataReader().readBuffer();
                read += bytes.available();
                ended = endsRequest(bytes);
                lastRead = System.nanoTime();
            }
        }

        /** True when the bytes end in an empty line, as the header of a request does. */
        private static boolean endsRequest(BufferData bytes) {
            int n = bytes.available();
            return n >= 4
                    && bytes.get(n - 4) == '\r'
                    && bytes.get(n - 3) == '\n'
                    && bytes.get(n - 2) == '\r'
                    && bytes.get(n - 1) == '\n';
        }

        @Override
        public Duration idleTime() {
            return Duration.ofNanos(System.nanoTime() - lastRead);
        }

        @Override
        public void close(boolean interrupt) {
            context.serverSocket().close();
        }
    }
}
