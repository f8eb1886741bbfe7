package org.echt.bench;

import java.io.IOException;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A closed loop: every connection asks for something random, waits for the answer and asks again. One thread serves all
 * connections, so its own cost is known and can be told apart from the server's.
 */
final class Load {
    private static final int STEP_NANOS = 10_000;
    private static final int STEPS = 1_000_000;

    private final int port;
    private final List<byte[]> requests;
    private final int connections;
    private final SplittableRandom random = new SplittableRandom(11);
    private final int[] latencies = new int[STEPS];
    private long answers;
    private long bad;
    private long bytes;

    /** To a port of the loopback interface. */
    Load(int port, List<byte[]> requests, int connections) {
        this.port = port;
        this.requests = requests;
        this.connections = connections;
    }

    /**
     * What came of it.
     *
     * @param answers in the measured time
     * @param bad of them, not 200
     * @param bytes of their bodies
     * @param seconds measured
     * @param p50 median latency, milliseconds
     * @param p99 99th percentile, milliseconds
     * @param clientNanos processor time of the load itself
     * @param processNanos processor time of the whole process, load included
     */
    record Outcome(
            long answers,
            long bad,
            long bytes,
            double seconds,
            double p50,
            double p99,
            long clientNanos,
            long processNanos) {
        double perSecond() {
            return answers / seconds;
        }
    }

    /** A GET with the headers a program or a browser sends. */
    static byte[] get(String path, String accept, String more) {
        var request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\n"
                + "Accept: " + accept + "\r\nAccept-Language: en\r\n" + more + "\r\n";
        return request.getBytes(StandardCharsets.US_ASCII);
    }

    /** One answer's body. */
    String once() throws IOException {
        try (var selector = Selector.open();
                var caller = Caller.connect(port, selector)) {
            caller.ask(requests.getFirst());
            do {
                selector.select(1_000);
                selector.selectedKeys().clear();
            } while (!caller.answered());
            return caller.body();
        }
    }

    /** Runs the loop: first unmeasured, then measured. */
    Outcome run(Duration warmUp, Duration measured) throws IOException {
        var callers = new ArrayList<Caller>();
        try (var selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                callers.add(Caller.connect(port, selector));
            }
            for (var caller : callers) {
                ask(caller);
            }
            loop(selector, System.nanoTime() + warmUp.toNanos());
            reset();
            long client = Machine.threadNanos();
            long process = Machine.processNanos();
            long began = System.nanoTime();
            loop(selector, began + measured.toNanos());
            double seconds = (System.nanoTime() - began) / 1e9;
            return new Outcome(
                    answers,
                    bad,
                    bytes,
                    seconds,
                    percentile(0.5),
                    percentile(0.99),
                    Machine.threadNanos() - client,
                    Machine.processNanos() - process);
        } finally {
            for (var caller : callers) {
                caller.close();
            }
        }
    }

    private void reset() {
        Arrays.fill(latencies, 0);
        answers = 0;
        bad = 0;
        bytes = 0;
    }

    private void loop(Selector selector, long end) throws IOException {
        while (end - System.nanoTime() > 0) {
            selector.select(100);
            var ready = selector.selectedKeys();
            for (var key : ready) {
                var caller = (Caller) key.attachment();
                if (caller.answered()) {
                    note(caller);
                    ask(caller);
                }
            }
            ready.clear();
        }
    }

    private void ask(Caller caller) throws IOException {
        caller.ask(requests.get(random.nextInt(requests.size())));
    }

    private void note(Caller caller) {
        latencies[(int) Math.min(STEPS - 1, caller.nanos() / STEP_NANOS)]++;
        answers++;
        bad += caller.isGood() ? 0 : 1;
        bytes += caller.bodyBytes();
    }

    private double percentile(double part) {
        long wanted = (long) Math.ceil(answers * part);
        long seen = 0;
        int step = 0;
        while (step < STEPS - 1 && seen + latencies[step] < wanted) {
            seen += latencies[step++];
        }
        return (step + 1) * STEP_NANOS / 1e6;
    }
}
