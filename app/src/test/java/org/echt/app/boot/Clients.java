package org.echt.app.boot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Threads that check codes over HTTP without pause, and remember every answer. Closing ends them. */
final class Clients implements AutoCloseable {
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final int laptops;
    private final IntFunction<String> codes;
    private volatile boolean stop;
    private volatile String address;

    /** Reference of each acknowledged check to the laptop that was asked for. */
    final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
    /** Every answer, in no order. */
    final Queue<Seen> seen = new ConcurrentLinkedQueue<>();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /**
     * One answer.
     *
     * @param began {@link System#nanoTime} before the request left
     * @param status HTTP status; 0 when no answer came
     * @param issue {@code ISSUED}, {@code UNAVAILABLE}, ...; empty where no answer came
     * @param safety {@code AFFECTED}, ...; empty where no answer came
     * @param versions versions of the recalls that were told
     */
    record Seen(long began, long ended, int laptop, int status, String issue, String safety, List<Integer> versions) {}

    /** @param codes code of the n-th of {@code laptops}, asked for in turn */
    Clients(String address, int laptops, IntFunction<String> codes) {
        this.address = address;
        this.laptops = laptops;
        this.codes = codes;
    }

    Clients start(int count) {
        for (int i = 0; i < count; i++) {
            threads.add(Thread.ofPlatform().daemon().name("client-" + i).start(this::ask));
        }
        return this;
    }

    /** The server came up again elsewhere. */
    void moved(String to) {
        address = to;
    }

    /** Returns when {@code more} checks were acknowledged since the call. */
    void await(int more, Duration within) throws InterruptedException {
        int wanted = acknowledged.size() + more;
        long until = System.nanoTime() + within.toNanos();
        while (acknowledged.size() < wanted) {
            if (System.nanoTime() > until) {
                throw new AssertionError("only " + acknowledged.size() + " of " + wanted + " within " + within);
            }
            Thread.sleep(5);
        }
    }

    private void ask() {
        while (!stop) {
            int laptop = Math.floorMod(next.getAndIncrement(), laptops);
            var one = one(http, address, codes.apply(laptop), laptop, acknowledged);
            seen.add(one);
            if (one.status() != 200) {
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Seen one(HttpClient http, String address, String code, int laptop, Map<String, Integer> references) {
        long began = System.nanoTime();
        var request = HttpRequest.newBuilder(URI.create(address + "/c/" + code))
                .header("Accept", "application/json")
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofByteArray());
            long ended = System.nanoTime();
            var json = JsonMapper.shared().readTree(answer.body());
            if (answer.statusCode() == 200) {
                references.put(json.path("reference").asString(""), laptop);
            }
            return seen(began, ended, laptop, answer.statusCode(), json);
        } catch (IOException | RuntimeException e) {
            return seen(began, System.nanoTime(), laptop, 0, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return seen(began, System.nanoTime(), laptop, 0, null);
        }
    }

    private static Seen seen(long began, long ended, int laptop, int status, @Nullable JsonNode json) {
        if (json == null) {
            return new Seen(began, ended, laptop, status, "", "", List.of());
        }
        var versions = new ArrayList<Integer>();
        json.path("safety")
                .path("recalls")
                .forEach(r -> versions.add(r.path("version").asInt(0)));
        return new Seen(
                began,
                ended,
                laptop,
                status,
                json.path("issue").asString(""),
                json.path("safety").path("answer").asString(""),
                versions);
    }

    /** Returns when no request is under way and none will follow. */
    void stop() {
        stop = true;
        for (var thread : threads) {
            try {
                thread.join(35_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        stop();
        http.close();
    }
}
