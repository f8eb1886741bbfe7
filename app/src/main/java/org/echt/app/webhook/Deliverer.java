package org.echt.app.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.echt.core.webhook.Attempt;
import org.echt.core.webhook.Delivery.State;
import org.echt.core.webhook.Endpoint;
import org.echt.core.webhook.Event;
import org.echt.core.webhook.EventType;
import org.echt.core.webhook.RetrySchedule;
import org.echt.core.webhook.WebhookDesk;
import org.echt.core.webhook.WebhookStore;
import org.jspecify.annotations.Nullable;

/**
 * Tells endpoints what is due. Each has a lane of its own, so that a slow one delays no other.
 *
 * <p><b>At least once.</b> A delivery is taken durably before it is sent, and what came of it is told durably after. Killed
 * in between, it is due again when the time it was taken for is over, and is sent under the same {@code webhook-id}, by
 * which receivers drop doubles. Any number of processes may deliver at once.
 *
 * <p>Text messages are told at once by {@link #post} and never wait in the store; whoever asks for them tries again.
 * Thread-safe.
 */
public final class Deliverer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Deliverer.class.getName());
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration PURGE = Duration.ofHours(1);

    private final Parts parts;
    private final DelivererSettings settings;
    private final InstantSource clock;
    private final RetrySchedule schedule;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private final RandomGenerator random;
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private final CountDownLatch stop = new CountDownLatch(1);

    /** What delivering is made of; the poster stays its owner's. */
    public record Parts(WebhookStore store, Poster poster, Signer signer, Bodies bodies) {}

    /** @param random for the jitter of retries; safe for many threads */
    public Deliverer(Parts parts, DelivererSettings settings, InstantSource clock, RandomGenerator random) {
        this.parts = parts;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.schedule = new RetrySchedule(random);
    }

    /** Has an event told to all that want it; the same event is told once. Returns how many, or -1 when it was put before. */
    public int put(Event event, EventData data) {
        return parts.store().put(event, data.json());
    }

    /** Delivers what is due until {@link #close}. Once. */
    public void start() {
        var made = Thread.ofPlatform().daemon().name("webhooks").unstarted(this::run);
        if (!thread.compareAndSet(null, made)) {
            throw new IllegalStateException("it runs already");
        }
        made.start();
    }

    private void run() {
        var running = new HashMap<String, Thread>();
        var purged = Instant.MIN;
        do {
            try {
                running.values().removeIf(lane -> !lane.isAlive());
                for (var endpoint : parts.store().due(now())) {
                    running.computeIfAbsent(
                            endpoint,
                            name -> Thread.ofVirtual().name("webhooks-" + name).start(() -> drain(name)));
                }
                if (purged.isBefore(now().minus(PURGE))) {
                    parts.store().purge(now().minus(WebhookDesk.RETENTION));
                    purged = now();
                }
            } catch (RuntimeException e) {
                complain("webhooks cannot be delivered now", e);
            }
        } while (!stopsWithin(TICK));
        running.values().forEach(Deliverer::join);
    }

    /** Only kinds of failures are told: their texts may quote an address. */
    private static void complain(String what, RuntimeException e) {
        LOG.log(System.Logger.Level.WARNING, what + ": " + e.getClass().getSimpleName());
    }

    private void drain(String endpoint) {
        try {
            while (stop.getCount() > 0 && lane(endpoint).step() > 0) {
                // until nothing is due
            }
        } catch (RuntimeException e) {
            complain("webhooks to " + endpoint + " stop for a moment", e);
        }
    }

    /**
     * Delivers what is due now, once; returns how many deliveries were tried. Endpoints are told at the same time.
     *
     * @throws org.echt.core.fault.StoreUnavailableException when the store cannot be reached; nothing is lost
     */
    public int round() {
        var due = parts.store().due(now());
        var tried = new int[due.size()];
        var failures = new ConcurrentHashMap<String, RuntimeException>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < due.size(); i++) {
            int n = i;
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    tried[n] = lane(due.get(n)).step();
                } catch (RuntimeException e) {
                    failures.put(due.get(n), e);
                }
            }));
        }
        threads.forEach(Deliverer::join);
        failures.values().stream().findFirst().ifPresent(e -> {
            throw e;
        });
        return Arrays.stream(tried).sum();
    }

    private Lane lane(String endpoint) {
        return lanes.computeIfAbsent(endpoint, name -> new Lane(name, new Lane.Work(parts, settings, schedule, clock)));
    }

    /**
     * Tells an event at once to the one active endpoint that wants it, the first by name; its data are passed through and
     * kept nowhere. Repeat it under the same event id.
     *
     * @throws org.echt.core.fault.StoreUnavailableException when the store cannot be reached; it may have been told then
     */
    public Outcome post(Event event, TextRequest data) {
        var endpoint = parts.store().endpoints().stream()
                .filter(e -> e.isActive() && e.types().contains(event.type()))
                .min(Comparator.comparing(Endpoint::id));
        return endpoint.isEmpty()
                ? new Outcome.NobodyListens()
                : lane(endpoint.get().id()).post(endpoint.get(), event, data);
    }

    /**
     * What came of a try.
     *
     * @param attempt as it was kept
     * @param body the beginning of what the endpoint said
     */
    public record Tried(Attempt attempt, String body) {}

    /** Sends an endpoint a test event, also while it is paused, and keeps that it was tried. */
    public Tried test(Endpoint endpoint) {
        var at = now();
        var event = new Event("test_" + Long.toHexString(random.nextLong()), EventType.TEST, endpoint.id(), at);
        var tried = lane(endpoint.id()).tell(endpoint, event, EventData.test(endpoint.id(), at));
        boolean done = tried.attempt().succeeded();
        parts.store().record(event, endpoint.id(), tried.attempt(), done ? State.DELIVERED : State.FAILED);
        return new Tried(tried.attempt(), tried.answer().body());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean stopsWithin(Duration time) {
        try {
            return stop.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            return true;
        }
    }

    /** What is being sent is finished. */
    @Override
    public void close() {
        stop.countDown();
        lanes.values().forEach(Lane::stop);
        var running = thread.get();
        if (running != null) {
            join(running);
        }
    }
}
