package org.echt.app.limit;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** The network a visitor comes from: coarse enough not to be a person, fine enough to be limited. */
public final class Network {
    private Network() {}

    /** The network part of an address: 3 bytes of IPv4, 6 bytes of IPv6. */
    public static byte[] prefix(InetAddress address) {
        var bytes = address.getAddress();
        return Arrays.copyOf(bytes, bytes.length == 4 ? 3 : 6);
    }

    /** The same as text, to count by. */
    public static String name(InetAddress address) {
        return HexFormat.of().formatHex(prefix(address));
    }
}
