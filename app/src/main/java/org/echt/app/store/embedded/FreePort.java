package org.echt.app.store.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The port of the last start when it is free, else another. Chosen below the range from which Linux takes the ports of
 * outgoing connections (32768 and up), or one of those might take it while the server is down.
 */
final class FreePort {
    private static final int FIRST = 20_000;
    private static final int AFTER_LAST = 32_000;
    private static final int TRIES = 1_000;

    private FreePort() {}

    static int choose(Path remembered) {
        int last = read(remembered);
        if (last != 0 && isFree(last)) {
            return last;
        }
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, AFTER_LAST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new EmbeddedPostgresException("No free port found on 127.0.0.1 between " + FIRST + " and " + AFTER_LAST
                + ". Are local connections forbidden here?");
    }

    static void remember(Path file, int port) throws IOException {
        if (read(file) != port) {
            var temporary = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(temporary, port + "\n");
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static int read(Path file) {
        try {
            int port = Integer.parseInt(Files.readString(file).strip());
            return port > 0 && port <= 65_535 ? port : 0;
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
