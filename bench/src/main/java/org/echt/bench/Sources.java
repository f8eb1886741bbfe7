package org.echt.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Who asks, as a proxy in front would say it: addresses in as many networks as wanted. */
final class Sources {
    private Sources() {}

    /**
     * Header lines, each ended by CR LF.
     *
     * @param header that the server takes the caller's address from ({@code web.address-header})
     * @param networks how many of /24, at most 65,536; 0 for no header
     */
    static List<byte[]> headers(String header, int networks) {
        if (networks == 0) {
            return List.of(Question.ascii(""));
        }
        var random = new SplittableRandom(networks);
        var lines = new ArrayList<byte[]>();
        for (int i = 0; i < networks; i++) {
            lines.add(Question.ascii(
                    header + ": 10." + (i >> 8) + "." + (i & 255) + "." + (1 + random.nextInt(254)) + "\r\n"));
        }
        return List.copyOf(lines);
    }
}
