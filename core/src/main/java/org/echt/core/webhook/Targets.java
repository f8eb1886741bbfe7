package org.echt.core.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses of the network may be called. An endpoint must not be a way into the house: whoever can name one could
 * otherwise have this program call what only this program can reach (server-side request forgery).
 *
 * <p>The ranges are those of the IANA registries of special-purpose addresses (RFC 6890 and its updates, as of 2025).
 */
public enum Targets {
    /** What everybody on the Internet can reach. */
    PUBLIC,
    /** Besides, the house's own networks and this computer. */
    PRIVATE;

    private static final List<Range> OWN = List.of(
            Range.of("127.0.0.0/8", "this computer"),
            Range.of("::1/128", "this computer"),
            Range.of("10.0.0.0/8", "a private network"),
            Range.of("172.16.0.0/12", "a private network"),
            Range.of("192.168.0.0/16", "a private network"),
            Range.of("100.64.0.0/10", "a carrier's private network"),
            Range.of("fc00::/7", "a private network"),
            Range.of("fec0::/10", "a private network"));

    /** Nobody's receiver ever, whatever is allowed. */
    private static final List<Range> NEVER = List.of(
            Range.of("0.0.0.0/8", "no address"),
            Range.of("169.254.0.0/16", "link-local"),
            Range.of("192.0.0.0/24", "reserved"),
            Range.of("192.0.2.0/24", "for documentation"),
            Range.of("192.88.99.0/24", "reserved"),
            Range.of("198.18.0.0/15", "for measurements"),
            Range.of("198.51.100.0/24", "for documentation"),
            Range.of("203.0.113.0/24", "for documentation"),
            Range.of("224.0.0.0/4", "a group"),
            Range.of("240.0.0.0/4", "reserved"),
            Range.of("::/128", "no address"),
            Range.of("64:ff9b:1::/48", "a private translation"),
            Range.of("100::/64", "for nothing"),
            Range.of("2001::/23", "reserved"),
            Range.of("2001:db8::/32", "for documentation"),
            Range.of("3fff::/20", "for documentation"),
            Range.of("5f00::/16", "reserved"),
            Range.of("fe80::/10", "link-local"),
            Range.of("ff00::/8", "a group"));

    /** Where an IPv4 address hides in an IPv6 one: prefix, and the first of the four bytes. */
    private static final List<Hidden> HIDDEN = List.of(
            new Hidden(Range.of("::/96", ""), 12),
            new Hidden(Range.of("64:ff9b::/96", ""), 12),
            new Hidden(Range.of("2002::/16", ""), 2));

    private record Hidden(Range range, int from) {}

    private record Range(InetAddress from, int bits, String meaning) {
        static Range of(String cidr, String meaning) {
            int slash = cidr.indexOf('/');
            var from = InetAddress.ofLiteral(cidr.substring(0, slash));
            return new Range(from, Integer.parseInt(cidr.substring(slash + 1)), meaning);
        }

        boolean holds(byte[] address) {
            byte[] start = from.getAddress();
            if (address.length != start.length) {
                return false;
            }
            int whole = bits / 8;
            int mask = 0xff00 >> (bits % 8) & 0xff;
            return Arrays.equals(address, 0, whole, start, 0, whole)
                    && (mask == 0 || (address[whole] & mask) == (start[whole] & mask));
        }
    }

    /** Why the address must not be called; empty when it may be. */
    public Optional<String> refusal(InetAddress address) {
        return refusal(address.getAddress()).map(meaning -> address.getHostAddress() + " is " + meaning);
    }

    private Optional<String> refusal(byte[] address) {
        var found = meaning(NEVER, address);
        if (found.isEmpty() && this == PUBLIC) {
            found = meaning(OWN, address);
        }
        if (found.isPresent() || meaning(OWN, address).isPresent()) {
            return found;
        }
        return HIDDEN.stream()
                .filter(hidden -> hidden.range.holds(address))
                .findFirst()
                .flatMap(hidden -> refusal(Arrays.copyOfRange(address, hidden.from, hidden.from + 4)));
    }

    private static Optional<String> meaning(List<Range> ranges, byte[] address) {
        return ranges.stream().filter(r -> r.holds(address)).findFirst().map(Range::meaning);
    }

    /** Whether the address is this computer itself. */
    static boolean isLoopback(InetAddress address) {
        return address instanceof Inet4Address ? address.getAddress()[0] == 127 : address.isLoopbackAddress();
    }
}
