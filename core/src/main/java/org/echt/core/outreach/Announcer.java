package org.echt.core.outreach;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.echt.core.notice.Action;
import org.echt.core.outreach.Outbox.Announcement;
import org.echt.core.recall.Recall;
import org.echt.core.recall.RecallDesk;
import org.echt.core.recall.RecallStore;
import org.echt.core.recall.Revision;
import org.echt.core.registration.ContactStore;
import org.echt.core.registration.ContactStore.Watcher;
import org.echt.core.serial.ItemSet;

/**
 * Finds who must be told of what, and puts the messages in. It compares what is with what was told, and so needs to know
 * nothing of what happened in between: a new version, a build record that came late, somebody who began to watch, and a
 * crash in the midst of an earlier run are all the same to it. Run again it does nothing twice. Thread-safe, though one at a
 * time is enough.
 *
 * <p>Told of a version are all who watch an item it concerns now, minus those who were told of this version. Those who were
 * told that an earlier version concerns their item, and whom this one does not, are told that something has changed: a "stop
 * using it" that nobody takes back would be as misleading as silence.
 */
public final class Announcer {
    private static final int GROUP = 1_000;

    private final Sources sources;
    private final QuietHours quiet;
    private final InstantSource clock;
    private volatile Set<String> silent = Set.of();

    /** What an announcer looks at. */
    public record Sources(RecallStore recalls, RecallDesk desk, ContactStore contacts, Outbox outbox) {}

    public Announcer(Sources sources, QuietHours quiet, InstantSource clock) {
        this.sources = sources;
        this.quiet = quiet;
        this.clock = clock;
    }

    /**
     * What was put in for a recall.
     *
     * @param recall its id
     * @param version the version in force
     * @param alerts messages to people it concerns
     * @param changes messages to people it concerned before
     * @param cancelled messages of other versions that had not been sent
     */
    public record Planned(String recall, int version, int alerts, int changes, int cancelled) {
        boolean isNothing() {
            return alerts + changes + cancelled == 0;
        }
    }

    /** Compares and puts in; what was nothing new is left out of the answer. May throw {@code StoreUnavailableException}. */
    public List<Planned> plan() {
        var recalls = look().stream().filter(Announcer::isTold).toList();
        if (recalls.isEmpty()) {
            return List.of();
        }
        var watched = sources.contacts.watched();
        var concerned = sources.desk.concerned(recalls);
        return recalls.stream()
                .map(recall -> plan(recall, watched.and(concerned.getOrDefault(recall.id(), ItemSet.EMPTY))))
                .filter(planned -> !planned.isNothing())
                .toList();
    }

    /** Looks which recalls are paused; planning begins with it. Without it nothing may be sent. */
    public List<Recall> look() {
        var recalls = sources.recalls.recalls();
        silent = recalls.stream().filter(Announcer::isPaused).map(Recall::id).collect(Collectors.toUnmodifiableSet());
        return recalls;
    }

    /** Recalls that were paused at the last look: nothing that waits for them is sent. */
    public Set<String> silent() {
        return silent;
    }

    private static boolean isPaused(Recall recall) {
        return recall.inForce().filter(r -> r.state() == Revision.State.PAUSED).isPresent();
    }

    /** Drills are told to nobody, what is no matter of safety neither: watching is for safety alone. */
    private static boolean isTold(Recall recall) {
        return !recall.isDrill()
                && !isPaused(recall)
                && recall.inForce()
                        .filter(r -> r.content().notice().kind().isAboutSafety())
                        .isPresent();
    }

    private Planned plan(Recall recall, ItemSet items) {
        var inForce = recall.inForce().orElseThrow();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        boolean urgent = inForce.content().action() == Action.STOP_USE && !inForce.hasLapsed(now);
        int cancelled = sources.outbox.cancelOtherVersions(recall.id(), inForce.version(), now);
        var alerts = new Batch(new Announcement(recall.id(), inForce.version(), false, urgent), now);
        sources.contacts.watchers(items, alerts::add);
        alerts.flush();
        var changes = new Announcement(recall.id(), inForce.version(), true, urgent);
        return new Planned(
                recall.id(), inForce.version(), alerts.count, changed(changes, alerts.persons, now), cancelled);
    }

    /** Tells those who had an ALERT of an earlier version and are not concerned now, unless all of theirs is remedied. */
    private int changed(Announcement change, Set<Long> concerned, Instant now) {
        var remedied = sources.recalls.remedied(change.recall());
        var before = new HashSet<Long>();
        sources.outbox.alerted(change.recall(), (person, item) -> {
            if (!concerned.contains(person) && !remedied.contains(item)) {
                before.add(person);
            }
        });
        sources.outbox.toldOf(change.recall(), change.version()).forEach(before::remove);
        var told = new ArrayList<Told>();
        for (var person : sources.contacts.persons(before)) {
            told.add(new Told(
                    person.id(), person.kind(), new long[0], false, sending(change.urgent(), now, person.country())));
        }
        return told.isEmpty() ? 0 : sources.outbox.announce(change, told, now);
    }

    private Instant sending(boolean urgent, Instant now, String country) {
        return urgent ? now : quiet.next(now, country);
    }

    /** Collects the watches of one person after the other into messages. */
    private final class Batch {
        final Set<Long> persons = new HashSet<>();
        int count;
        private final Announcement announcement;
        private final Instant now;
        private final List<Told> full = new ArrayList<>();
        private final List<Watcher> person = new ArrayList<>();

        Batch(Announcement announcement, Instant now) {
            this.announcement = announcement;
            this.now = now;
        }

        void add(Watcher watcher) {
            if (!person.isEmpty()
                    && person.getFirst().watch().person() != watcher.watch().person()) {
                close();
            }
            person.add(watcher);
        }

        private void close() {
            var one = person.getFirst();
            persons.add(one.watch().person());
            full.add(new Told(
                    one.watch().person(),
                    one.channel(),
                    person.stream().mapToLong(w -> w.watch().item()).toArray(),
                    person.stream().anyMatch(w -> w.watch().clear()),
                    sending(announcement.urgent(), now, one.country())));
            person.clear();
            if (full.size() == GROUP) {
                send();
            }
        }

        private void send() {
            count += sources.outbox.announce(announcement, full, now);
            full.clear();
        }

        void flush() {
            if (!person.isEmpty()) {
                close();
            }
            if (!full.isEmpty()) {
                send();
            }
        }
    }
}
