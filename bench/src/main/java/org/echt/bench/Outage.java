package org.echt.bench;

/**
 * While a node was killed and not yet back: connections to it are cut then, and nobody can help it.
 *
 * @param target its number
 * @param from {@link System#nanoTime}
 * @param until {@link Long#MAX_VALUE} while it is not over
 */
record Outage(int target, long from, long until) {
    boolean covers(int number, long at) {
        return number == target && at - from >= 0 && (until == Long.MAX_VALUE || until - at >= 0);
    }
}
