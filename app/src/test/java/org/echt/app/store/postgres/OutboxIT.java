package org.echt.app.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.echt.core.audit.AuditEntry;
import org.echt.core.notice.RemedyKind;
import org.echt.core.outreach.Message;
import org.echt.core.outreach.Message.State;
import org.echt.core.outreach.Outbox;
import org.echt.core.outreach.Outbox.Announcement;
import org.echt.core.outreach.Outbox.Claim;
import org.echt.core.outreach.Outbox.Hold;
import org.echt.core.outreach.Outbox.Outcome;
import org.echt.core.outreach.Told;
import org.echt.core.recall.ToldItems.Step;
import org.echt.core.registration.ContactAddress.Kind;
import org.echt.core.registration.Occasion;
import org.echt.core.registration.Postbox;
import org.echt.core.registration.StoredPerson;
import org.echt.core.serial.ItemSet;
import org.echt.testkit.Threads;
import org.junit.jupiter.api.Test;

/** What the store of messages keeps, and what it never lets happen twice. */
class OutboxIT extends PersonalFixture {
    static final Claim ALL = new Claim(Kind.EMAIL, 1_000, Set.of());
    private static final String RECALL = "R-2026-001";
    private static final Announcement FIRST = new Announcement(RECALL, 1, false, false);

    private static Told told(StoredPerson person, long... items) {
        return new Told(person.id(), person.kind(), items, true, NOON);
    }

    private List<Message> claim() {
        return outbox.claim(ALL, NOON.plusSeconds(1));
    }

    private static Outcome outcome(Message message, State state) {
        return new Outcome(message.id(), state, NOON.plusSeconds(2), state == State.WAITING, "");
    }

    @Test
    void aVersionIsAnnouncedOnceToEachPerson() {
        var ines = person(INES);
        var omar = person(OMAR);
        assertEquals(2, outbox.announce(FIRST, List.of(told(ines, 7, 8), told(omar, 9)), NOON));
        assertEquals(0, outbox.announce(FIRST, List.of(told(ines, 7), told(omar, 9)), NOON));
        assertEquals(0, outbox.announce(new Announcement(RECALL, 1, true, false), List.of(told(ines)), NOON));
        assertEquals(1, outbox.announce(new Announcement(RECALL, 2, false, false), List.of(told(ines, 7)), NOON));
        assertEquals(Map.of(State.WAITING, 2L), outbox.count(RECALL, 1));
        assertEquals(Map.of(State.WAITING, 3L), outbox.count(RECALL, 0));
        var message = outbox.find(new Outbox.Filter(RECALL, null, omar.id(), Long.MAX_VALUE, 10))
                .getFirst();
        assertEquals(List.of(9L), boxed(outbox.items(message.id())));
        assertEquals(Occasion.ALERT, message.occasion());
        assertEquals(
                ItemSet.of(Math.min(ines.id(), omar.id()), Math.max(ines.id(), omar.id())), outbox.toldOf(RECALL, 1));
    }

    private static List<Long> boxed(long[] items) {
        return Arrays.stream(items).boxed().toList();
    }

    @Test
    void manyWhoAnnounceAtOnceAnnounceOnce() throws Exception {
        var persons = new ArrayList<Told>();
        for (int i = 0; i < 50; i++) {
            persons.add(told(person("p" + i + "@example.org"), i));
        }
        Threads.together(6, t -> {
            outbox.announce(FIRST, persons, NOON);
            return t;
        });
        assertEquals(Map.of(State.WAITING, 50L), outbox.count(RECALL, 1));
    }

    @Test
    void whoChangedAfterAnAlertIsToldOnceOfTheChange() {
        var ines = person(INES);
        outbox.announce(FIRST, List.of(told(ines, 7)), NOON);
        outbox.settle(List.of(outcome(claim().getFirst(), State.SENT)));
        var change = new Announcement(RECALL, 2, true, true);
        assertEquals(1, outbox.announce(change, List.of(told(ines)), NOON));
        assertEquals(0, outbox.announce(change, List.of(told(ines)), NOON));
        assertEquals(
                1,
                outbox.announce(new Announcement(RECALL, 2, false, true), List.of(told(ines, 7)), NOON),
                "what becomes dangerous again is told again");
        var seen = new ArrayList<String>();
        outbox.alerted(RECALL, (person, item) -> seen.add(person + " " + item));
        assertEquals(List.of(ines.id() + " 7"), seen);
    }

    @Test
    void urgentMessagesComeFirstThenThoseToldOfDangerFirst() {
        var persons = new ArrayList<StoredPerson>();
        for (int i = 0; i < 4; i++) {
            persons.add(person("p" + i + "@example.org"));
        }
        outbox.announce(
                FIRST,
                List.of(
                        new Told(persons.get(0).id(), Kind.EMAIL, new long[] {1}, false, NOON),
                        new Told(persons.get(1).id(), Kind.EMAIL, new long[] {2}, true, NOON)),
                NOON);
        outbox.announce(
                new Announcement("R-2026-002", 1, false, true),
                List.of(new Told(persons.get(2).id(), Kind.EMAIL, new long[] {3}, false, NOON)),
                NOON);
        var order = new ArrayList<Long>();
        for (int i = 0; i < 3; i++) {
            order.add(outbox.claim(new Claim(Kind.EMAIL, 1, Set.of()), NOON.plusSeconds(1))
                    .getFirst()
                    .person());
        }
        assertEquals(
                List.of(persons.get(2).id(), persons.get(1).id(), persons.get(0).id()), order);
    }

    @Test
    void whatMayNotBeSentNowIsNotTaken() {
        var ines = person(INES);
        var omar = person(OMAR);
        outbox.announce(
                FIRST,
                List.of(new Told(ines.id(), Kind.EMAIL, new long[] {1}, true, NOON.plusSeconds(100)), told(omar, 2)),
                NOON);
        assertEquals(List.of(), outbox.claim(new Claim(Kind.PHONE, 10, Set.of()), NOON.plusSeconds(1)));
        assertEquals(List.of(), outbox.claim(new Claim(Kind.EMAIL, 10, Set.of(RECALL)), NOON.plusSeconds(1)));
        assertEquals(List.of(omar.id()), claim().stream().map(Message::person).toList());
        assertEquals(1, outbox.claim(ALL, NOON.plusSeconds(100)).size());
    }

    @Test
    void whatWasTakenIsTakenByNobodyElse() throws Exception {
        var persons = new ArrayList<Told>();
        for (int i = 0; i < 60; i++) {
            persons.add(told(person("p" + i + "@example.org"), i));
        }
        outbox.announce(FIRST, persons, NOON);
        var taken = new ConcurrentLinkedQueue<Long>();
        Threads.together(6, t -> {
            for (int i = 0; i < 5; i++) {
                outbox.claim(new Claim(Kind.EMAIL, 7, Set.of()), NOON.plusSeconds(1))
                        .forEach(m -> taken.add(m.id()));
            }
            return t;
        });
        assertEquals(60, taken.size());
        assertEquals(60, taken.stream().distinct().count());
        assertEquals(60, outbox.sending().size());
    }

    @Test
    void whatCameOfSendingIsToldOnce() {
        var ines = person(INES);
        contacts.watch(List.of(confirmed(ines, 7), confirmed(ines, 8)));
        outbox.announce(FIRST, List.of(told(ines, 7)), NOON);
        var message = claim().getFirst();
        outbox.settle(List.of(new Outcome(message.id(), State.WAITING, NOON.plusSeconds(30), true, "451 later")));
        var waiting = outbox.message(message.id()).orElseThrow();
        assertEquals(1, waiting.attempts());
        assertEquals("451 later", waiting.cause());
        assertEquals(List.of(), claim());
        var again = outbox.claim(ALL, NOON.plusSeconds(30)).getFirst();
        outbox.settle(List.of(outcome(again, State.SENT)));
        outbox.settle(List.of(outcome(again, State.WAITING)));
        var sent = outbox.message(message.id()).orElseThrow();
        assertEquals(State.SENT, sent.state());
        assertEquals(NOON.plusSeconds(2), sent.sentAt());
        var clear = contacts.watches(ines.id()).stream()
                .map(w -> w.item() + " " + w.clear())
                .toList();
        assertEquals(List.of("7 false", "8 true"), clear, "who was told no longer counts as told that all is well");
    }

    @Test
    void reportsComeInAfterwards() {
        var ines = person(INES);
        outbox.announce(FIRST, List.of(told(ines, 7)), NOON);
        var message = claim().getFirst();
        assertFalse(outbox.report(99, State.DELIVERED, NOON, "2.0.0"));
        outbox.settle(List.of(outcome(message, State.SENT)));
        assertTrue(outbox.report(message.id(), State.DELIVERED, NOON.plusSeconds(3), "2.0.0"));
        assertEquals(ItemSet.of(7), outbox.items(RECALL, Step.DELIVERED, NOON, NOON.plusSeconds(9)));
        assertTrue(outbox.report(message.id(), State.BOUNCED, NOON.plusSeconds(4), "5.1.1"));
        assertFalse(outbox.report(message.id(), State.DELIVERED, NOON.plusSeconds(5), "2.0.0"), "a bounce counts more");
        assertEquals(State.BOUNCED, outbox.message(message.id()).orElseThrow().state());
        assertEquals(
                NOON.plusSeconds(4), contacts.person(ines.id()).orElseThrow().unreachableSince());
    }

    @Test
    void readingAndAnsweringCountTheFirstTime() {
        var ines = person(INES);
        outbox.announce(FIRST, List.of(told(ines, 7)), NOON);
        var message = claim().getFirst();
        outbox.settle(List.of(outcome(message, State.SENT)));
        assertTrue(outbox.read(message.id(), NOON.plusSeconds(10)));
        assertTrue(outbox.answer(message.id(), RemedyKind.REFUND, NOON.plusSeconds(20)));
        assertFalse(outbox.read(99, NOON));
        assertEquals(ItemSet.of(7), outbox.items(RECALL, Step.READ, NOON.plusSeconds(10), NOON.plusSeconds(11)));
        assertEquals(ItemSet.of(7), outbox.items(RECALL, Step.ANSWERED, NOON.plusSeconds(20), NOON.plusSeconds(21)));
        assertEquals(ItemSet.of(7), outbox.items(RECALL, Step.NOTIFIED, NOON, NOON.plusSeconds(9)));
    }

    @Test
    void whatAnybodyCanCauseIsLimited() {
        var ines = person(INES);
        for (int i = 0; i < Postbox.ASKED_AT_MOST; i++) {
            assertTrue(outbox.post(ines, Occasion.CONFIRM_WATCH, i, new byte[0], NOON));
            assertTrue(outbox.post(ines, Occasion.CONFIRM_WATCH, i, new byte[0], NOON), "one that waits is enough");
        }
        assertFalse(outbox.post(ines, Occasion.THINGS, 0, new byte[0], NOON));
        assertTrue(outbox.post(person(OMAR), Occasion.THINGS, 0, new byte[0], NOON));
        assertTrue(outbox.post(ines, Occasion.THINGS, 0, new byte[0], NOON.plusSeconds(86_401)), "a day later");
        assertEquals(5 + 1, claim().size());
        outbox.postOnce(ines, Occasion.DISPUTE, 1, NOON);
        outbox.postOnce(ines, Occasion.DISPUTE, 1, NOON);
        assertEquals(1, claim().size());
    }

    @Test
    void aLetterIsForgottenWhenItWasSent() {
        var ines = person(INES);
        outbox.post(ines, Occasion.RECEIPT, 7, new byte[] {1, 2}, NOON);
        var message = claim().getFirst();
        assertEquals(2, message.letter().length);
        outbox.settle(List.of(outcome(message, State.SENT)));
        assertEquals(0, outbox.message(message.id()).orElseThrow().letter().length);
    }

    @Test
    void messagesOfARecallAreHeldAndCancelled() {
        var ines = person(INES);
        var omar = person(OMAR);
        outbox.announce(FIRST, List.of(told(ines, 7)), NOON);
        var entry = new AuditEntry(NOON, "anna", "message.paused", RECALL, "", "paused", "");
        assertEquals(0, outbox.hold(RECALL, 1, Hold.PAUSED, entry));
        assertEquals(List.of(), claim());
        outbox.hold(RECALL, 1, Hold.NONE, entry);
        assertEquals(1, claim().size());
        outbox.announce(FIRST, List.of(told(omar, 7)), NOON);
        assertEquals(1, outbox.hold(RECALL, 1, Hold.CANCELLED, entry));
        assertEquals(0, outbox.announce(FIRST, List.of(told(person("late@example.org"), 7)), NOON));
        assertEquals(Hold.CANCELLED, outbox.hold(RECALL, 1));
        assertEquals(Hold.NONE, outbox.hold(RECALL, 2), "a new version is told");
        assertEquals(1, outbox.announce(new Announcement(RECALL, 2, false, false), List.of(told(omar, 7)), NOON));
        assertEquals(1, outbox.cancelOtherVersions(RECALL, 3, NOON));
        assertEquals(3, audited().size());
    }

    @Test
    void oneLeadsUntilItIsGone() {
        var lead = outbox.lead().orElseThrow();
        assertTrue(lead.isHeld());
        assertTrue(outbox.lead().isEmpty());
        lead.close();
        assertFalse(lead.isHeld());
        var next = outbox.lead().orElseThrow();
        assertTrue(next.isHeld());
        next.close();
    }

    @Test
    void nobodyWhoWasDeletedIsTold() {
        var ines = person(INES);
        contacts.delete(ines.id(), new AuditEntry(NOON, "anna", "person.deleted", "x", "", "", ""));
        assertEquals(0, outbox.announce(FIRST, List.of(told(ines, 7)), NOON));
    }
}
