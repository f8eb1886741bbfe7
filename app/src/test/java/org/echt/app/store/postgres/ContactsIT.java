package org.echt.app.store.postgres;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Role;
import org.echt.core.audit.AuditEntry;
import org.echt.core.registration.Claimed;
import org.echt.core.registration.ContactStore;
import org.echt.core.registration.ContactStore.Asked;
import org.echt.core.registration.Dispute;
import org.echt.core.registration.Evidence;
import org.echt.core.registration.Occasion;
import org.echt.core.registration.PersonDesk;
import org.echt.core.registration.Registration;
import org.echt.core.registration.Registration.Proof;
import org.echt.core.registration.Registration.State;
import org.echt.core.registration.Retention;
import org.echt.core.registration.StoredPerson;
import org.echt.core.registration.Watch;
import org.echt.core.scan.Life;
import org.echt.core.scan.LifeChange;
import org.echt.core.serial.ItemSet;
import org.echt.testkit.Threads;
import org.junit.jupiter.api.Test;

/** What the store of persons keeps, and what it refuses. */
class ContactsIT extends PersonalFixture {
    private static final String BY = "customer:1234";

    @Test
    void aPersonIsKeptOnceAndFoundByTheirAddress() {
        var ines = person(INES);
        var again = person(" INES@EXAMPLE.ORG");
        assertEquals(ines.id(), again.id());
        assertEquals("de", again.language());
        var found = contacts.find(ines.lookup()).orElseThrow();
        assertEquals(INES, vault.open(found).address().value());
        assertArrayEquals(ines.key(), found.key());
        assertEquals(ines.id(), contacts.person(ines.id()).orElseThrow().id());
        assertEquals(Optional.empty(), contacts.find(new byte[32]).map(StoredPerson::id));
        assertEquals(1, contacts.persons(List.of(ines.id(), 5L)).size());
    }

    @Test
    void manyWhoTypeOneAddressAtOnceAreOnePerson() throws Exception {
        var ids = new ConcurrentSkipListSet<Long>();
        Threads.together(8, t -> {
            ids.add(person(INES).id());
            return t;
        });
        assertEquals(1, ids.size());
    }

    @Test
    void changesArePersonal() {
        var ines = person(INES);
        assertTrue(
                contacts.change(ines.speaking("fr", "BE").news(NOON).newLinks().unreachable(NOON)));
        var changed = contacts.person(ines.id()).orElseThrow();
        assertEquals("fr", changed.language());
        assertEquals("BE", changed.country());
        assertEquals(NOON, changed.newsAt());
        assertEquals(2, changed.generation());
        assertEquals(NOON, changed.unreachableSince());
        assertEquals(NOON, changed.unreachable(NOON.plusSeconds(9)).unreachableSince());
    }

    @Test
    void aWatchCountsWhenItIsConfirmed() {
        var ines = person(INES);
        assertEquals(Asked.WAITS, contacts.ask(waiting(ines, LAPTOP)));
        assertEquals(Asked.WAITS, contacts.ask(waiting(ines, LAPTOP)));
        assertTrue(contacts.watched().isEmpty());
        assertTrue(contacts.confirm(ines.id(), LAPTOP, NOON.plusSeconds(5)));
        assertTrue(contacts.confirm(ines.id(), LAPTOP, NOON.plusSeconds(9)), "pressed twice it is pressed once");
        assertEquals(NOON.plusSeconds(5), contacts.watches(ines.id()).getFirst().confirmedAt());
        assertEquals(Asked.CONFIRMED, contacts.ask(waiting(ines, LAPTOP)));
        assertFalse(contacts.confirm(ines.id(), LAPTOP + 1, NOON));
        assertEquals(ItemSet.of(LAPTOP), contacts.watched());
        assertEquals(ItemSet.of(LAPTOP), contacts.reachable(ItemSet.of(LAPTOP, 99)));
        assertTrue(contacts.change(ines.unreachable(NOON)));
        assertTrue(contacts.reachable(ItemSet.of(LAPTOP)).isEmpty());
        assertTrue(contacts.unwatch(ines.id(), LAPTOP));
        assertFalse(contacts.unwatch(ines.id(), LAPTOP));
        assertTrue(contacts.watched().isEmpty());
    }

    @Test
    void onlySoManyWishesForOneItemWait() {
        for (int i = 0; i < ContactStore.WAITING_AT_MOST; i++) {
            assertEquals(Asked.WAITS, contacts.ask(waiting(person("p" + i + "@example.org"), LAPTOP)));
        }
        assertEquals(Asked.TOO_MANY, contacts.ask(waiting(person(INES), LAPTOP)));
        assertEquals(Asked.WAITS, contacts.ask(waiting(person(INES), LAPTOP + 1)));
    }

    @Test
    void watchersComeInOrderAndOnlyThoseOfTheItems() {
        var ines = person(INES);
        var omar = person(OMAR);
        assertEquals(
                3,
                contacts.watch(
                        List.of(confirmed(ines, LAPTOP), confirmed(ines, LAPTOP + 1), confirmed(omar, LAPTOP + 2))));
        assertEquals(0, contacts.watch(List.of(confirmed(ines, LAPTOP))), "handed in again it is nothing new");
        contacts.ask(waiting(omar, LAPTOP));
        var seen = new ArrayList<String>();
        contacts.watchers(
                ItemSet.of(LAPTOP, LAPTOP + 1, 99),
                w -> seen.add(w.watch().person() + " " + w.watch().item() + " " + w.channel() + " " + w.country()));
        assertEquals(List.of(ines.id() + " 7 EMAIL DE", ines.id() + " 8 EMAIL DE"), seen);
    }

    private Registration claim(StoredPerson person, Proof proof, long from) {
        return contacts.claim(new Registration(0, LAPTOP, person.id(), State.PENDING, proof, from, NOON, null))
                .orElseThrow();
    }

    private Claimed confirm(Registration claim) {
        return contacts.confirmClaim(claim.id(), "DSP-1", NOON.plusSeconds(60), BY);
    }

    private Life life() {
        return given.items().read(LAPTOP, false).state().life();
    }

    @Test
    void theFirstClaimStandsAndTheItemIsRegistered() {
        var ines = person(INES);
        var claim = claim(ines, Proof.INSIDE_CODE, 0);
        assertEquals(Life.COMMISSIONED, life());
        var registered = assertInstanceOf(Claimed.Registered.class, confirm(claim));
        assertEquals(State.ACTIVE, registered.registration().state());
        assertEquals(Life.REGISTERED, life());
        assertInstanceOf(Claimed.AlreadyYours.class, confirm(claim));
        assertInstanceOf(Claimed.AlreadyYours.class, confirm(claim(ines, Proof.NONE, 0)));
        assertEquals(1, contacts.registrations(ines.id()).size(), "claimed twice it is registered once");
        assertEquals(Watch.OWNER, contacts.watches(ines.id()).getFirst().source());
        assertEquals(
                List.of("registration.confirmed item 7 ACTIVE, claim " + claim.id() + " by INSIDE_CODE"), audited());
        assertInstanceOf(Claimed.Gone.class, contacts.confirmClaim(999, "DSP-1", NOON, BY));
    }

    @Test
    void whatIsWeightierThanBeingRegisteredStays() {
        given.scans().setLife(new LifeChange(LAPTOP, Life.STOLEN, NOON, "police", ""));
        var claim = claim(person(INES), Proof.NONE, 0);
        assertInstanceOf(Claimed.Registered.class, confirm(claim));
        assertEquals(Life.STOLEN, life());
        assertTrue(contacts.giveUp(claim.person(), LAPTOP, NOON, BY));
        assertEquals(Life.STOLEN, life());
    }

    @Test
    void theSecondClaimOpensADispute() {
        var first = claim(person(INES), Proof.NONE, 0);
        confirm(first);
        var second = claim(person(OMAR), Proof.INSIDE_CODE, 0);
        var disputed = assertInstanceOf(Claimed.InDispute.class, confirm(second));
        assertEquals("DSP-1", disputed.dispute().id());
        assertEquals(
                List.of(State.DISPUTED, State.DISPUTED),
                contacts.claims(LAPTOP).stream().map(Registration::state).toList());
        assertEquals(1, contacts.openDisputes("", 10).size());
        assertInstanceOf(Claimed.InDispute.class, confirm(second), "pressed twice it is pressed once");
        assertEquals(Life.REGISTERED, life());

        var decision = new Dispute.Decision(second.id(), "ines", NOON, "knows the inside code");
        assertFalse(contacts.decide("DSP-1", new Dispute.Decision(77, "ines", NOON, "not of it")));
        assertTrue(contacts.decide("DSP-1", decision));
        assertFalse(contacts.decide("DSP-1", decision), "a dispute is decided once");
        assertFalse(contacts.decide("DSP-9", decision));
        assertEquals(
                State.ENDED, contacts.registration(first.id()).orElseThrow().state());
        assertEquals(
                State.ACTIVE, contacts.registration(second.id()).orElseThrow().state());
        assertEquals(decision, contacts.dispute("DSP-1").orElseThrow().decision());
        assertEquals("dispute.decided DSP-1 for claim " + second.id(), audited().getFirst());
        assertInstanceOf(Claimed.Gone.class, confirm(first));
    }

    @Test
    void aDisputeForNobodyFreesTheItem() {
        confirm(claim(person(INES), Proof.NONE, 0));
        confirm(claim(person(OMAR), Proof.NONE, 0));
        assertTrue(contacts.decide("DSP-1", new Dispute.Decision(0, "ines", NOON, "neither shows anything")));
        assertEquals(Life.COMMISSIONED, life());
        assertTrue(contacts.claims(LAPTOP).isEmpty());
    }

    @Test
    void whoGivesUpLeavesTheItemToTheOther() {
        var first = claim(person(INES), Proof.NONE, 0);
        confirm(first);
        var second = claim(person(OMAR), Proof.NONE, 0);
        confirm(second);
        assertTrue(contacts.giveUp(first.person(), LAPTOP, NOON, BY));
        assertEquals(
                State.ACTIVE, contacts.registration(second.id()).orElseThrow().state());
        assertEquals(
                Dispute.Decision.NOBODY,
                Objects.requireNonNull(contacts.dispute("DSP-1").orElseThrow().decision())
                        .by());
        assertEquals(Life.REGISTERED, life());
        assertTrue(contacts.giveUp(second.person(), LAPTOP, NOON, BY));
        assertEquals(Life.COMMISSIONED, life());
        assertFalse(contacts.giveUp(second.person(), LAPTOP, NOON, BY));
    }

    @Test
    void anItemIsHandedOverOnce() {
        var ines = person(INES);
        confirm(claim(ines, Proof.NONE, 0));
        var taken = claim(person(OMAR), Proof.HANDED_OVER, ines.id());
        assertInstanceOf(Claimed.Registered.class, confirm(taken));
        assertEquals(State.ENDED, contacts.registrations(ines.id()).getFirst().state());
        assertTrue(contacts.watches(ines.id()).isEmpty(), "who sold it is told of it no longer");
        var late = claim(person("late@example.org"), Proof.HANDED_OVER, ines.id());
        assertInstanceOf(Claimed.Gone.class, confirm(late));
        assertEquals(taken.id(), contacts.claims(LAPTOP).getFirst().id());
    }

    @Test
    void manyWhoConfirmAtOnceAreOneOwnerAndOneDispute() throws Exception {
        var claims = new ArrayList<Registration>();
        for (int i = 0; i < 4; i++) {
            claims.add(claim(person("p" + i + "@example.org"), Proof.NONE, 0));
        }
        var registered = new AtomicInteger();
        Threads.together(4, t -> {
            if (contacts.confirmClaim(claims.get(t).id(), "DSP-" + t, NOON, BY) instanceof Claimed.Registered) {
                registered.incrementAndGet();
            }
            return t;
        });
        assertEquals(1, registered.get());
        assertEquals(1, contacts.openDisputes("", 10).size());
    }

    @Test
    void onlySoManyClaimsWait() {
        for (int i = 0; i < ContactStore.CLAIMS_AT_MOST; i++) {
            claim(person("p" + i + "@example.org"), Proof.NONE, 0);
        }
        var one = new Registration(0, LAPTOP, person(INES).id(), State.PENDING, Proof.NONE, 0, NOON, null);
        assertEquals(Optional.empty(), contacts.claim(one));
        var holders = new Registration(0, LAPTOP, person(INES).id(), State.PENDING, Proof.INSIDE_CODE, 0, NOON, null);
        assertTrue(contacts.claim(holders).isPresent(), "nobody is kept out who holds the item");
    }

    @Test
    void evidenceIsKeptWithItsClaimUpToALimit() {
        var claim = claim(person(INES), Proof.NONE, 0);
        var text = "sealed".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < Evidence.AT_MOST; i++) {
            assertTrue(contacts.add(new Evidence(claim.id(), text, null, NOON.plusSeconds(i))));
        }
        assertFalse(contacts.add(new Evidence(claim.id(), text, null, NOON)));
        assertFalse(contacts.add(new Evidence(999, text, null, NOON)));
        var read = contacts.evidence(claim.id());
        assertEquals(Evidence.AT_MOST, read.size());
        assertArrayEquals(text, read.getFirst().statement());
        assertEquals(NOON, read.getFirst().at());
    }

    @Test
    void deletingAPersonLeavesNothingThatNamesThem() throws Exception {
        var ines = person(INES);
        contacts.watch(List.of(confirmed(ines, LAPTOP + 1)));
        var claim = claim(ines, Proof.NONE, 0);
        confirm(claim);
        contacts.add(new Evidence(claim.id(), new byte[] {1}, new byte[] {2}, NOON));
        outbox.post(ines, Occasion.RECEIPT, LAPTOP, new byte[] {3}, NOON);
        var entry = new AuditEntry(NOON, "anna", "person.deleted", "person abc", "", "", "asked");
        assertTrue(contacts.delete(ines.id(), entry));
        assertFalse(contacts.delete(ines.id(), entry));
        assertEquals(Optional.empty(), contacts.find(ines.lookup()).map(StoredPerson::id));
        assertTrue(contacts.watched().isEmpty());
        assertEquals(Optional.empty(), contacts.registration(claim.id()));
        assertTrue(contacts.evidence(claim.id()).isEmpty());
        assertEquals(Life.COMMISSIONED, life());
        assertEquals(List.of(), outbox.claim(OutboxIT.ALL, NOON.plusSeconds(9)));
        for (var table : List.of("person", "watch", "registration", "evidence")) {
            assertEquals(
                    0,
                    given.database().<Long>inTransaction(c -> Sql.count(c, "select count(*) from person." + table)),
                    table);
        }
        assertEquals("person.deleted person abc ", audited().getFirst());
    }

    @Test
    void insideCodesAreTriedOnlySoOften() {
        for (int i = 0; i < 5; i++) {
            assertFalse(contacts.tryInside(LAPTOP, false, NOON));
        }
        assertFalse(
                contacts.tryInside(LAPTOP, true, NOON.plusSeconds(59)), "while it waits the right one is wrong too");
        assertFalse(contacts.tryInside(LAPTOP, false, NOON.plusSeconds(60)), "the sixth try");
        assertFalse(contacts.tryInside(LAPTOP, true, NOON.plusSeconds(60 + 119)), "now two minutes");
        assertTrue(contacts.tryInside(LAPTOP, true, NOON.plusSeconds(60 + 120)));
        assertTrue(contacts.tryInside(LAPTOP, true, NOON.plusSeconds(60 + 121)), "a right one forgives");
        assertTrue(contacts.tryInside(LAPTOP + 1, true, NOON), "other items do not wait");
    }

    @Test
    void whatIsOldIsForgottenAndCountedBefore() {
        var retention =
                new Retention(Duration.ofDays(7), Duration.ofDays(100), Duration.ofDays(30), Duration.ofDays(60));
        var ines = person(INES);
        contacts.watch(List.of(
                confirmed(ines, 1),
                new Watch(ines.id(), 2, Watch.DELIVERY + "shop", true, NOON, NOON, NOON.plus(Duration.ofDays(10)))));
        contacts.ask(waiting(ines, 3));
        claim(ines, Proof.NONE, 0);
        person(OMAR);
        var week = NOON.plus(Duration.ofDays(8));
        assertEquals(new Retention.Purged(2, 0, 0, 0, 0, 1), purge(retention, week, true));
        assertEquals(3, contacts.watches(ines.id()).size(), "a dry run only counts");
        assertEquals(List.of(), purges());
        assertEquals(new Retention.Purged(2, 0, 0, 0, 0, 1), purge(retention, week, false));
        assertEquals(new Retention.Purged(0, 0, 0, 0, 0, 0), purge(retention, week, false));
        assertEquals(new Retention.Purged(0, 0, 1, 0, 0, 0), purge(retention, NOON.plus(Duration.ofDays(11)), false));
        assertEquals(new Retention.Purged(0, 1, 0, 0, 0, 1), purge(retention, NOON.plus(Duration.ofDays(101)), false));
        assertEquals(
                List.of(
                        "person.purged persons unconfirmed 0, watches 1, deliveries 0, ended 0, disputes 0, persons 1",
                        "person.purged persons unconfirmed 0, watches 0, deliveries 1, ended 0, disputes 0, persons 0",
                        "person.purged persons unconfirmed 2, watches 0, deliveries 0, ended 0, disputes 0, persons 1"),
                purges());
        assertThrows(
                IllegalArgumentException.class,
                () -> new Retention(Duration.ofDays(7), Duration.ofDays(9), Duration.ofDays(9), Duration.ofDays(1826)));
    }

    private Retention.Purged purge(Retention retention, Instant now, boolean dryRun) {
        var act = new Act(Actor.of("echt", Role.ADMIN), "kept long enough");
        return new PersonDesk(contacts, vault, () -> now).purge(retention, dryRun, act);
    }

    private List<String> purges() {
        return audited().stream()
                .filter(line -> line.startsWith("person.purged"))
                .toList();
    }

    @Test
    void nobodyOutsideTheRoleReadsAPerson() {
        var owner = given.database().inTransaction(c -> {
            var owners = new ArrayList<String>();
            Sql.rows(
                    c,
                    "select distinct tableowner || ' ' || coalesce(array_to_string(c.relacl, ','), 'nobody else')"
                            + " from pg_tables t join pg_class c on c.relname = t.tablename"
                            + " join pg_namespace n on n.oid = c.relnamespace and n.nspname = t.schemaname"
                            + " where schemaname = 'person'",
                    row -> owners.add(row.getString(1)));
            return owners;
        });
        assertEquals(List.of("echt_person nobody else"), owner);
    }
}
