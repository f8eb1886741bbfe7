package org.echt.core.webhook;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.echt.core.audit.AuditEntry;
import org.echt.core.webhook.Delivery.State;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints, what they are to be told, and what came of it. Thread-safe; durable on return; throws {@link
 * org.echt.core.fault.StoreUnavailableException} when it cannot be reached.
 */
public interface WebhookStore {
    /** All endpoints, by name. */
    List<Endpoint> endpoints();

    Optional<Endpoint> endpoint(String id);

    /** A key version that no call ever gave before; from 1. */
    int nextKey();

    /**
     * Adds, changes or removes an endpoint. With it go its deliveries.
     *
     * @param before what was there; null for a new one
     * @param after what is there then; null to remove
     * @param audit written with it
     * @return false when something else was there, or when another one has {@link EventType#SMS_REQUESTED} already: a
     *     person would get each text twice. Nothing is changed then
     */
    boolean change(@Nullable Endpoint before, @Nullable Endpoint after, AuditEntry audit);

    /**
     * Has an event told to every endpoint that wants its type now, the paused ones when they are active again. The same
     * event, known by its id, is put once and for all: endpoints that come later do not get it.
     *
     * @param data what the body says, a JSON object; kept, so never about a person
     * @return how many endpoints will be told; -1 when it was put before, and nothing is changed then
     * @throws IllegalArgumentException for {@link EventType#SMS_REQUESTED}, whose data are never kept
     */
    int put(Event event, String data);

    /** Active endpoints that something is due for, by name. */
    List<String> due(Instant now);

    /** A delivery in somebody's hand. */
    record Taken(Delivery delivery, String data) {}

    /**
     * Takes what is due for an endpoint, the longest due first; nothing while it is paused. What is taken is due again at
     * {@code until}, for others too, unless {@link #record} or {@link #release} says something else. Many may take at once;
     * nobody gets what somebody else holds.
     */
    List<Taken> take(String endpoint, int limit, Instant now, Instant until);

    /**
     * What came of a delivery that was taken.
     *
     * @param delivery as it was taken
     * @param attempt what was tried
     * @param state what it is now
     * @param dueAt when it is due again, where it waits
     */
    record Result(Delivery delivery, Attempt attempt, State state, Instant dueAt) {}

    /**
     * Keeps what came of deliveries. An attempt is kept in any case; the state only while nobody took the delivery since,
     * except that what was delivered is delivered, whoever says so.
     */
    void record(List<Result> results);

    /** Puts back what was taken and not tried; its attempt does not count. */
    void release(Collection<Delivery> deliveries, Instant dueAt);

    /**
     * Keeps that an event was tried whose data are not kept: makes the delivery at the first attempt. Nothing when the
     * endpoint is gone.
     *
     * @param state what came of it; never WAITING, since nobody could send it again
     */
    void record(Event event, String endpoint, Attempt attempt, State state);

    /** When the endpoint last took something; empty for never. */
    Optional<Instant> lastDelivered(String endpoint);

    /**
     * What is looked for.
     *
     * @param endpoint its name
     * @param state null for any
     * @param below numbers below this one only, to page on; {@link Long#MAX_VALUE} for the first page
     * @param limit at most so many
     */
    record Filter(String endpoint, @Nullable State state, long below, int limit) {}

    /** Deliveries that match, the newest first. */
    List<Delivery> deliveries(Filter filter);

    Optional<Delivery> delivery(long number);

    /** The attempts of a delivery, the oldest first. */
    List<Attempt> attempts(long number);

    /**
     * Which deliveries are sent again.
     *
     * @param endpoint whose
     * @param number one of them; 0 for all
     * @param since only of events from then on
     */
    record Replay(String endpoint, long number, Instant since) {}

    /**
     * Sends again what is delivered or given up and whose data are kept: due now, with all its attempts before it, under the
     * same event id.
     *
     * @return how many; with none, nothing is written to the audit log
     */
    int replay(Replay which, Instant now, AuditEntry audit);

    /** How many deliveries {@link #replay} would send again. */
    int replayable(Replay which);

    /**
     * Forgets attempts made before {@code before}, and deliveries that ended before. Events of which data are kept stay
     * known, so that none is ever told anew.
     *
     * @return how many attempts were forgotten
     */
    int purge(Instant before);
}
