package org.echt.core.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A program elsewhere that is told of events.
 *
 * @param id its name: 2 to 40 lower-case letters, digits, dots and dashes
 * @param url where it is told
 * @param types of what; at least one, never {@link EventType#TEST}, which every endpoint may get
 * @param state whether anything is sent
 * @param why it is paused; empty while it is active
 * @param keys that sign, the newest first; at least one
 * @param createdAt since when it is there
 */
public record Endpoint(
        String id,
        EndpointUrl url,
        Set<EventType> types,
        State state,
        String why,
        List<EndpointKey> keys,
        Instant createdAt) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9.-]{0,38}[a-z0-9]");

    /** ACTIVE: what is due is sent. PAUSED: it waits. */
    public enum State {
        ACTIVE,
        PAUSED
    }

    public Endpoint {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("\"" + id
                    + "\" is not a name of an endpoint: 2 to 40 lower-case letters, digits, dots and dashes, a letter or"
                    + " digit at both ends");
        }
        if (types.isEmpty() || !types.stream().allMatch(EventType::isChosen)) {
            throw new IllegalArgumentException(
                    "endpoint " + id + " needs one or more of the events echt.sms.requested, echt.recall.version");
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("endpoint " + id + " needs a key");
        }
        types = Set.copyOf(types);
        keys = List.copyOf(keys);
    }

    /** The keys that sign at this time, the newest first. */
    public List<EndpointKey> keysAt(Instant now) {
        return keys.stream().filter(key -> key.signsAt(now)).toList();
    }

    public boolean isActive() {
        return state == State.ACTIVE;
    }

    Endpoint with(EndpointUrl other, Set<EventType> otherTypes) {
        return new Endpoint(id, other, otherTypes, state, why, keys, createdAt);
    }

    Endpoint paused(String because) {
        return new Endpoint(id, url, types, State.PAUSED, because, keys, createdAt);
    }

    Endpoint resumed() {
        return new Endpoint(id, url, types, State.ACTIVE, "", keys, createdAt);
    }

    /** With a new key; those that still sign go on for as long as the overlap, at most. */
    Endpoint rotated(int version, Instant now, Duration overlap) {
        var after = new ArrayList<EndpointKey>();
        after.add(new EndpointKey(version, now, null));
        keysAt(now).stream()
                .map(key -> key.retiring(now.plus(overlap)))
                .filter(key -> key.signsAt(now))
                .forEach(after::add);
        return new Endpoint(id, url, types, state, why, after, createdAt);
    }

    /** Everything, for the audit; the address without its query. */
    String described() {
        var texts = new TreeSet<String>();
        types.forEach(type -> texts.add(type.text));
        return url + " " + texts + " keys "
                + keys.stream().map(EndpointKey::version).toList() + " " + (isActive() ? "active" : "paused: " + why);
    }
}
