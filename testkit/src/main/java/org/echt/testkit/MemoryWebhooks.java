package org.echt.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.echt.core.audit.AuditEntry;
import org.echt.core.webhook.Attempt;
import org.echt.core.webhook.Delivery;
import org.echt.core.webhook.Delivery.State;
import org.echt.core.webhook.Endpoint;
import org.echt.core.webhook.Event;
import org.echt.core.webhook.EventType;
import org.echt.core.webhook.WebhookStore;
import org.jspecify.annotations.Nullable;

/** Webhooks in memory. */
final class MemoryWebhooks implements WebhookStore {
    private final MemoryAccess audits;
    private final TreeMap<String, Endpoint> endpoints = new TreeMap<>();
    private final Map<String, Known> events = new TreeMap<>();
    private final TreeMap<Long, Row> rows = new TreeMap<>();
    private int lastKey;
    private long lastNumber;

    /** @param data null where they are not kept */
    private record Known(Event event, @Nullable String data) {}

    private static final class Row {
        private final long number;
        private final Known known;
        private final String endpoint;
        private final List<Attempt> attempts = new ArrayList<>();
        private State state = State.WAITING;
        private int taken;
        private Instant since;
        private Instant dueAt;
        private @Nullable Instant settledAt;

        Row(long number, Known known, String endpoint) {
            this.number = number;
            this.known = known;
            this.endpoint = endpoint;
            this.since = known.event.at();
            this.dueAt = known.event.at();
        }

        Delivery delivery() {
            return new Delivery(number, known.event, endpoint, state, taken, since, dueAt, known.data != null);
        }

        boolean isDue(Instant now) {
            return state == State.WAITING && !dueAt.isAfter(now);
        }

        boolean ended(Instant before) {
            return settledAt != null && settledAt.isBefore(before);
        }
    }

    MemoryWebhooks(MemoryAccess audits) {
        this.audits = audits;
    }

    @Override
    public synchronized List<Endpoint> endpoints() {
        return List.copyOf(endpoints.values());
    }

    @Override
    public synchronized Optional<Endpoint> endpoint(String id) {
        return Optional.ofNullable(endpoints.get(id));
    }

    @Override
    public synchronized int nextKey() {
        return ++lastKey;
    }

    @Override
    public synchronized boolean change(@Nullable Endpoint before, @Nullable Endpoint after, AuditEntry audit) {
        var id = Objects.requireNonNull(after == null ? before : after).id();
        if (!Objects.equals(before, endpoints.get(id)) || (after != null && isSecondGateway(after))) {
            return false;
        }
        if (after == null) {
            endpoints.remove(id);
            rows.values().removeIf(row -> row.endpoint.equals(id));
        } else {
            endpoints.put(id, after);
        }
        return audits.write(audit);
    }

    private boolean isSecondGateway(Endpoint after) {
        return after.types().contains(EventType.SMS_REQUESTED)
                && endpoints.values().stream()
                        .anyMatch(other ->
                                !other.id().equals(after.id()) && other.types().contains(EventType.SMS_REQUESTED));
    }

    @Override
    public synchronized int put(Event event, String data) {
        if (event.type() == EventType.SMS_REQUESTED) {
            throw new IllegalArgumentException("the data of " + event.type() + " are never kept");
        }
        var known = new Known(event, data);
        if (events.putIfAbsent(event.id(), known) != null) {
            return -1;
        }
        int told = 0;
        for (var endpoint : endpoints.values()) {
            if (endpoint.types().contains(event.type())) {
                add(known, endpoint.id());
                told++;
            }
        }
        return told;
    }

    private Row add(Known known, String endpoint) {
        var row = new Row(++lastNumber, known, endpoint);
        rows.put(row.number, row);
        return row;
    }

    @Override
    public synchronized List<String> due(Instant now) {
        return rows.values().stream()
                .filter(row -> row.isDue(now) && isActive(row.endpoint))
                .map(row -> row.endpoint)
                .distinct()
                .sorted()
                .toList();
    }

    private boolean isActive(String endpoint) {
        return endpoint(endpoint).filter(Endpoint::isActive).isPresent();
    }

    @Override
    public synchronized List<Taken> take(String endpoint, int limit, Instant now, Instant until) {
        if (!isActive(endpoint)) {
            return List.of();
        }
        var taken = new ArrayList<Taken>();
        rows.values().stream()
                .filter(row -> row.endpoint.equals(endpoint) && row.isDue(now))
                .sorted(Comparator.comparing((Row row) -> row.dueAt).thenComparingLong(row -> row.number))
                .limit(limit)
                .forEach(row -> {
                    row.taken++;
                    row.dueAt = until;
                    taken.add(new Taken(row.delivery(), Objects.requireNonNull(row.known.data)));
                });
        return taken;
    }

    @Override
    public synchronized void record(List<Result> results) {
        for (var result : results) {
            var row = rows.get(result.delivery().number());
            if (row == null) {
                continue;
            }
            row.attempts.add(result.attempt());
            boolean mine = row.state == State.WAITING
                    && row.taken == result.delivery().attempts()
                    && row.since.equals(result.delivery().since());
            if (mine || result.state() == State.DELIVERED) {
                row.state = result.state();
                row.dueAt = result.dueAt();
                row.settledAt = result.state() == State.WAITING
                        ? null
                        : result.attempt().at();
            }
        }
    }

    @Override
    public synchronized void release(Collection<Delivery> deliveries, Instant dueAt) {
        for (var delivery : deliveries) {
            var row = rows.get(delivery.number());
            if (row != null && row.state == State.WAITING && row.taken == delivery.attempts()) {
                row.taken--;
                row.dueAt = dueAt;
            }
        }
    }

    @Override
    public synchronized void record(Event event, String endpoint, Attempt attempt, State state) {
        if (!endpoints.containsKey(endpoint)) {
            return;
        }
        var known = events.computeIfAbsent(event.id(), _ -> new Known(event, null));
        var row = rows.values().stream()
                .filter(r -> r.endpoint.equals(endpoint) && r.known.event.id().equals(event.id()))
                .findFirst()
                .orElseGet(() -> add(known, endpoint));
        row.taken++;
        row.attempts.add(attempt);
        row.state = state;
        row.settledAt = attempt.at();
    }

    @Override
    public synchronized Optional<Instant> lastDelivered(String endpoint) {
        return rows.values().stream()
                .filter(row -> row.endpoint.equals(endpoint) && row.state == State.DELIVERED)
                .map(row -> Objects.requireNonNull(row.settledAt))
                .max(Comparator.naturalOrder());
    }

    @Override
    public synchronized List<Delivery> deliveries(Filter filter) {
        return rows.headMap(filter.below(), false).descendingMap().values().stream()
                .filter(row -> row.endpoint.equals(filter.endpoint()))
                .filter(row -> filter.state() == null || row.state == filter.state())
                .limit(filter.limit())
                .map(Row::delivery)
                .toList();
    }

    @Override
    public synchronized Optional<Delivery> delivery(long number) {
        return Optional.ofNullable(rows.get(number)).map(Row::delivery);
    }

    @Override
    public synchronized List<Attempt> attempts(long number) {
        var row = rows.get(number);
        return row == null ? List.of() : List.copyOf(row.attempts);
    }

    @Override
    public synchronized int replay(Replay which, Instant now, AuditEntry audit) {
        var again = rows.values().stream().filter(matching(which)).toList();
        again.forEach(row -> {
            row.state = State.WAITING;
            row.taken = 0;
            row.since = now;
            row.dueAt = now;
            row.settledAt = null;
        });
        if (!again.isEmpty()) {
            audits.write(audit);
        }
        return again.size();
    }

    @Override
    public synchronized int replayable(Replay which) {
        return (int) rows.values().stream().filter(matching(which)).count();
    }

    private static Predicate<Row> matching(Replay which) {
        return row -> row.endpoint.equals(which.endpoint())
                && (which.number() == 0 || row.number == which.number())
                && row.state != State.WAITING
                && row.known.data != null
                && !row.known.event.at().isBefore(which.since());
    }

    @Override
    public synchronized int purge(Instant before) {
        int forgotten = 0;
        for (var row : rows.values()) {
            int kept = row.attempts.size();
            row.attempts.removeIf(attempt -> attempt.at().isBefore(before));
            forgotten += kept - row.attempts.size();
        }
        rows.values().removeIf(row -> row.ended(before));
        events.values()
                .removeIf(known -> known.data == null
                        && known.event.at().isBefore(before)
                        && rows.values().stream().noneMatch(row -> row.known.equals(known)));
        return forgotten;
    }
}
