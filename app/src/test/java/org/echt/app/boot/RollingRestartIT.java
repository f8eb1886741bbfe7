package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Both nodes of an installation are restarted, one after the other, under load. Callers do what a proxy does: they keep
 * connections, go to a node that says it is ready, and try elsewhere when a connection is refused. They repeat nothing else.
 */
class RollingRestartIT {
    private static final int CALLERS = 8;
    private static final int SIGTERM_EXIT = 143;
    private static final Pattern REFERENCE = Pattern.compile("\"reference\":\"(CHK-[^\"]+)\"");
    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *([0-9]+)\r\n");

    private final AtomicReferenceArray<String> nodes = new AtomicReferenceArray<>(2);
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    @Test
    void noRequestIsLostWhileBothNodesAreRestarted() throws Exception {
        try (var install = Install.withKeys()) {
            var plant = Plant.build(install);
            var served = new ArrayList<>(List.of(serve(install, 0), serve(install, 1)));
            var callers = new ArrayList<Thread>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(Thread.ofPlatform().daemon().start(() -> call(plant)));
            }
            for (int node = 0; node < served.size(); node++) {
                await(300);
                served.get(node).child().tellToStop();
                assertEquals(
                        SIGTERM_EXIT,
                        served.get(node).child().exit(Install.PATIENCE),
                        served.get(node).child()::said);
                await(100);
                served.set(node, serve(install, node));
            }
            await(300);
            over = true;
            for (var caller : callers) {
                caller.join();
            }
            assertEquals(List.of(), List.copyOf(failed));
            var lost = new HashSet<>(acknowledged);
            lost.removeAll(install.sql("select reference from scan"));
            assertEquals(Set.of(), lost, "acknowledged, but lost");
            assertEquals(
                    install.sql("select count(distinct (at at time zone 'UTC')::date)::text from scan"),
                    install.sql("select count(distinct visitor)::text from scan"),
                    "one visitor is one person a day to both nodes, before and after");
        }
    }

    private Install.Served serve(Install install, int node) throws IOException, InterruptedException {
        var config = Files.writeString(install.folder().resolve("node.conf"), "operators.port = 0\nweb.drain = 1 s\n");
        var served = install.serve("--config", config.toString());
        nodes.set(node, served.address());
        return served;
    }

    /** Returns when so many more answers have come. */
    private void await(int more) throws InterruptedException {
        int wanted = answers.get() + more;
        long until = System.nanoTime() + Install.PATIENCE.toNanos();
        while (answers.get() < wanted) {
            if (System.nanoTime() > until) {
                throw new AssertionError("only " + answers + " of " + wanted + " answers; failed: " + failed);
            }
            Thread.sleep(5);
        }
    }

    private void call(Plant plant) {
        @Nullable Socket kept = null;
        while (!over) {
            try {
                kept = kept == null ? connect() : kept;
                int laptop = Math.floorMod(answers.get() * 31, Plant.LAPTOPS);
                if (!ask(kept, "/c/" + plant.laptop(laptop))) {
                    kept.close();
                    kept = null;
                }
            } catch (ConnectException _) {
                // refused: the next one
            } catch (IOException e) {
                failed.add(e.toString());
                kept = null;
            }
        }
    }

    /** To a node that is ready. */
    private Socket connect() throws IOException {
        var address = URI.create(nodes.get(turn.getAndIncrement() & 1));
        try (var probe = open(address)) {
            if (!answer(probe, "/ready").startsWith("HTTP/1.1 200")) {
                throw new ConnectException("not ready");
            }
        } catch (IOException e) {
            throw (ConnectException) new ConnectException("not ready").initCause(e);
        }
        return open(address);
    }

    private static Socket open(URI address) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** Whether the connection stays open. */
    private boolean ask(Socket socket, String path) throws IOException {
        var answer = answer(socket, path);
        var reference = REFERENCE.matcher(answer);
        if (answer.startsWith("HTTP/1.1 200") && reference.find()) {
            acknowledged.add(reference.group(1));
            answers.incrementAndGet();
        } else {
            failed.add(answer);
        }
        return !answer.toLowerCase(Locale.ROOT).contains("\r\nconnection: close\r\n");
    }

    private static String answer(Socket socket, String path) throws IOException {
        var request = "GET " + path
                + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: Firefox\r\nAccept: application/json\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        var in = socket.getInputStream();
        var head = head(in);
        var length = LENGTH.matcher(head.toLowerCase(Locale.ROOT));
        if (!length.find()) {
            throw new IOException("an answer without Content-Length: " + head);
        }
        int bytes = Integer.parseInt(length.group(1));
        var body = in.readNBytes(bytes);
        if (body.length < bytes) {
            throw new EOFException("cut off in the body");
        }
        return head + new String(body, StandardCharsets.UTF_8);
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("cut off after \"" + head + "\"");
            }
            head.append((char) b);
        }
        return head.toString();
    }
}
