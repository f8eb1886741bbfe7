package org.echt.bench;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;

/** One address requests go to, and its connections that wait for something to do. Not thread-safe. */
final class Target {
    private static final long AVOIDED = 100_000_000;
    private static final long LEFT = 3_000_000_000L;

    private final int number;
    private final InetSocketAddress address;
    private final Deque<Line> idle = new ArrayDeque<>();
    private int lines;
    private int connecting;
    private boolean isDown;
    private long refusedUntil = Long.MIN_VALUE;
    private long leavesUntil = Long.MIN_VALUE;

    private Target(int number, InetSocketAddress address) {
        this.number = number;
        this.address = address;
    }

    /** Throws {@link IllegalArgumentException} unless it is like {@code http://127.0.0.1:8080}. */
    static Target of(int number, String url) {
        var uri = URI.create(url);
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException(url
                    + " is no address like http://127.0.0.1:8080. TLS is not spoken: name the port behind the proxy");
        }
        return new Target(number, new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort()));
    }

    /** Its place among the targets, from 0. */
    int number() {
        return number;
    }

    InetSocketAddress address() {
        return address;
    }

    Deque<Line> idle() {
        return idle;
    }

    /** Whether another connection may be tried: of one that refused the last, one at a time. */
    boolean takesMore(int most, long now) {
        return now >= refusedUntil && (isDown ? connecting == 0 : lines < most);
    }

    void opened() {
        lines++;
        connecting++;
    }

    void connected() {
        connecting--;
        isDown = false;
    }

    void closed(boolean wasConnected) {
        lines--;
        connecting -= wasConnected ? 0 : 1;
    }

    /** It takes no connections now. */
    void refused(long now) {
        isDown = true;
        refusedUntil = now + AVOIDED;
    }

    /** It has said that it ends connections. */
    void leaves(long now) {
        leavesUntil = now + LEFT;
    }

    boolean isLeaving(long now) {
        return now < leavesUntil;
    }
}
