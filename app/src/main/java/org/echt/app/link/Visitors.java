package org.echt.app.link;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.echt.app.limit.Network;
import org.echt.core.keys.MacKey;
import org.echt.core.scan.Visitor;
import org.echt.core.scan.VisitorSalts;

/**
 * Tells one visitor of a day from another without knowing who it is: HMAC-SHA256 of the network prefix (IPv4 /24, IPv6
 * /48) in one half and of the user agent within it in the other, under a key and a random salt that exists only for its
 * day (UTC); both are the same on every node. Neither prefix nor user agent is stored or logged. Thread-safe.
 */
public final class Visitors {
    private final DaySalts salts;

    /** Visitors of one node that shares nothing. */
    public Visitors(InstantSource clock) {
        this(clock, DaySalts.ALONE, message -> message);
    }

    /**
     * Visitors of several nodes. Asks for no salt before {@link #renew}.
     *
     * @param key of all of them
     */
    public Visitors(InstantSource clock, VisitorSalts shared, MacKey key) {
        this.salts = new DaySalts(clock, shared, key);
    }

    /**
     * Who looks: nobody for a program, by its name or none. Never waits for a store.
     *
     * @param place country, empty where unknown
     */
    public Visitor of(InetAddress address, String place, String userAgent) {
        if (Programs.isNamedBy(userAgent)) {
            return Visitor.NOBODY;
        }
        var hashing = salts.today();
        var prefix = Network.prefix(address);
        var agentBytes = userAgent.getBytes(StandardCharsets.UTF_8);
        var both = ByteBuffer.allocate(prefix.length + agentBytes.length)
                .put(prefix)
                .put(agentBytes);
        long network = number(hashing.mac(prefix));
        long agent = number(hashing.mac(both.array()));
        long person = (network & 0xffff_ffff_0000_0000L) | (agent & 0xffff_ffffL);
        return new Visitor(person == Visitor.NOBODY.person() ? 1 : person, place);
    }

    /**
     * Destroys the salt of a day that is over, and agrees with the other nodes on today's, and late in the day on tomorrow's.
     * To be called every minute, also where nobody checks anything: a salt must die with its day. Until the store has
     * answered, visitors are told apart under a salt of this node.
     */
    public void renew() {
        salts.renew();
    }

    private static long number(byte[] hash) {
        return ByteBuffer.wrap(hash).getLong();
    }
}
