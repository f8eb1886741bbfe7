package org.echt.app.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.echt.core.audit.AuditEntry;
import org.echt.core.audit.AuditLog;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SoftwareKeys;
import org.echt.core.ledger.DayEntry;
import org.echt.core.ledger.DayProof;
import org.echt.core.ledger.Seen;
import org.echt.core.ledger.Sequencer;
import org.echt.core.outreach.Carrier;
import org.echt.core.outreach.Dispatcher;
import org.echt.core.outreach.Message;
import org.echt.core.outreach.Message.State;
import org.echt.core.outreach.MessageDays;
import org.echt.core.outreach.Outbox;
import org.echt.core.outreach.Outbox.Announcement;
import org.echt.core.outreach.Outbox.Outcome;
import org.echt.core.outreach.Told;
import org.echt.core.registration.ContactAddress.Kind;
import org.echt.core.registration.Occasion;
import org.echt.core.registration.StoredPerson;
import org.echt.core.tlog.Hash;
import org.echt.core.tlog.LogEntry;
import org.echt.core.tlog.LogSigner;
import org.echt.testkit.Threads;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What was sent is committed to once, whoever tries how often and whatever breaks; and what was committed to is proved. */
class MessageDaysIT extends PersonalFixture {
    private static final Instant DAY = Instant.parse("2026-11-27T00:00:00Z");
    private static final Hash SAID = Hash.sha256("Stop using it".getBytes(StandardCharsets.UTF_8));
    private static final LogSigner SIGNER =
            new LogSigner("id.acme.example/log", new SoftwareKeys(SecretBytes.copyOf(new byte[32])).logKey("acme", 1));

    private int recalls;

    private MessageDays days() {
        return given.messageDays();
    }

    private static Instant after(int days, Duration time) {
        return DAY.plus(Duration.ofDays(days)).plus(time);
    }

    /** One message, taken and sent at some time; returns its number. */
    private long sent(StoredPerson to, Instant at, long... items) {
        var recall = "R-2026-" + (100 + ++recalls);
        outbox.announce(
                new Announcement(recall, 1, false, false),
                List.of(new Told(to.id(), Kind.EMAIL, items, true, DAY)),
                DAY);
        var taken = taken().getFirst();
        outbox.settle(List.of(new Outcome(taken.id(), State.SENT, at, false, "", SAID)));
        return taken.id();
    }

    private List<Message> taken() {
        return outbox.claim(new Outbox.Claim(Kind.EMAIL, 1_000, Set.of()), after(40, Duration.ZERO));
    }

    private List<AuditEntry> entries() {
        return given
                .audit()
                .find(new AuditLog.Filter("", MessageDays.TYPE, "", null, null, Long.MAX_VALUE, 100))
                .reversed()
                .stream()
                .map(AuditLog.Numbered::entry)
                .toList();
    }

    private List<String> told() {
        return entries().stream()
                .map(e -> e.object() + " " + e.facts().whole("count").orElseThrow())
                .toList();
    }

    @Test
    void aDayIsCommittedToOnceHoweverManyTry() throws Exception {
        var ines = person(INES);
        var omar = person(OMAR);
        for (int i = 0; i < 20; i++) {
            sent(i % 2 == 0 ? ines : omar, after(0, Duration.ofMinutes(i)), i);
        }
        sent(ines, after(0, Duration.ofHours(24).minusNanos(1_000)), 7, 8, 9);
        sent(omar, after(1, Duration.ZERO), 7);
        sent(omar, after(4, Duration.ofHours(3)), 7);
        sent(omar, after(6, Duration.ZERO), 7);
        var made = Threads.together(6, _ -> days().catchUp(after(6, Duration.ofHours(1))));
        assertEquals(3, made.stream().mapToInt(Integer::intValue).sum());
        assertEquals(List.of("2026-11-27 23", "2026-11-28 1", "2026-12-01 1"), told());
        assertEquals(0, days().catchUp(after(6, Duration.ofHours(23))));
        assertEquals(1, days().catchUp(after(7, MessageDays.GRACE)));
        assertEquals("2026-12-03 1", told().getLast());
        assertEquals(0, days().catchUp(after(30, Duration.ZERO)));
    }

    @Test
    void aDayIsNotCommittedToBeforeItIsOver() {
        sent(person(INES), after(0, Duration.ofHours(3)), 7);
        assertEquals(Optional.empty(), days().commit(after(0, Duration.ofHours(23))));
        assertEquals(Optional.empty(), days().commit(after(1, MessageDays.GRACE.minusNanos(1))));
        assertEquals(
                LocalDate.parse("2026-11-27"),
                days().commit(after(1, MessageDays.GRACE)).orElseThrow().day());
    }

    /** What a day was found late stands in the next one that is over; nothing is left out. */
    @Test
    void whatIsFoundLateStandsInALaterDay() throws Exception {
        var ines = person(INES);
        sent(ines, after(0, Duration.ofHours(3)), 1);
        assertEquals(1, days().catchUp(after(1, MessageDays.GRACE)));
        long late = sent(ines, after(0, Duration.ofHours(23)), 2);
        assertEquals(List.of(), days().proofs(late));
        assertEquals(0, days().catchUp(after(1, Duration.ofHours(12))));
        assertEquals(1, days().catchUp(after(2, MessageDays.GRACE)));
        var proof = days().proofs(late).getFirst();
        assertEquals(LocalDate.parse("2026-11-28"), proof.day());
        assertEquals(
                Optional.of("2026-11-27T23:00:00Z"), proof.record().content().text("sentAt"));
        assertTrue(proof.verify(MessageDays.TYPE, logged(proof.day())));
    }

    /** The log's entry of a day. */
    private LogEntry logged(LocalDate day) throws Exception {
        new Sequencer(given.stores().ledger(), SIGNER, new NothingSeen(), () -> NOON).run();
        for (var entry : given.stores().ledger().entries(0, 1_000)) {
            var parsed = LogEntry.parse(entry);
            if (DayEntry.of(parsed).filter(e -> e.day().equals(day)).isPresent()) {
                return parsed;
            }
        }
        throw new AssertionError("no entry of " + day);
    }

    private static final class NothingSeen implements Seen {
        @Override
        public Optional<Sight> last() {
            return Optional.empty();
        }

        @Override
        public void saw(Sight longer) {}
    }

    @Test
    void eachMessageIsProvedByItemAndNamesNobody() throws Exception {
        var ines = person(INES);
        var omar = person(OMAR);
        var at = after(0, Duration.ofHours(3));
        long one = sent(ines, at, 0);
        long three = sent(omar, at, 7, 8, 9);
        outbox.report(three, State.DELIVERED, at.plusSeconds(9), "2.0.0");
        assertTrue(outbox.post(ines, Occasion.THINGS, 0, new byte[0], NOON));
        long none = taken().getFirst().id();
        // Its sender was killed; the report is the first to say that it was sent.
        assertTrue(outbox.report(none, State.BOUNCED, at.plusSeconds(12), "5.1.1"));
        days().catchUp(after(1, Duration.ofHours(1)));
        var proofs = new TreeMap<Long, DayProof>();
        for (long message : List.of(one, three, none)) {
            days().proofs(message).forEach(proof -> proofs.put(proof.place().index(), proof));
        }
        assertEquals(5, proofs.size());
        var entry = logged(LocalDate.parse("2026-11-27"));
        for (var proof : proofs.values()) {
            assertTrue(DayProof.parse(proof.json()).verify(MessageDays.TYPE, entry));
            var text = new String(proof.json(), StandardCharsets.UTF_8);
            assertFalse(text.contains("" + ines.id()) || text.contains("" + omar.id()) || text.contains("@"), text);
        }
        assertEquals(
                List.of("7", "8", "9"),
                days().proofs(three).stream()
                        .map(p -> p.record().content().text("item").orElseThrow())
                        .toList());
        var delivered = days().proofs(three).getFirst().record().content();
        assertEquals(Optional.of("DELIVERED"), delivered.text("state"));
        assertEquals(Optional.of(SAID.hex()), delivered.text("said"));
        var bounced = days().proofs(none).getFirst().record().content();
        assertEquals(Optional.empty(), bounced.text("item"));
        assertEquals(Optional.of("BOUNCED"), bounced.text("state"));
        assertEquals(Optional.of("2026-11-27T03:00:12Z"), bounced.text("sentAt"));
        assertEquals(HexFormat.of().formatHex(root(proofs.values())), rootOf(entry));
        // What comes of it later changes neither.
        assertTrue(outbox.report(three, State.BOUNCED, at.plusSeconds(99), "5.2.2"));
        assertTrue(days().proofs(three).getFirst().verify(MessageDays.TYPE, entry));
    }

    /** Whoever sends tells the hash; it is kept of messages about recalls. */
    @Test
    void whatARecallSaidIsKeptAsAHashAndNothingElse() {
        var ines = person(INES);
        outbox.announce(
                new Announcement("R-2026-001", 1, false, false),
                List.of(new Told(ines.id(), Kind.EMAIL, new long[] {7}, true, DAY)),
                DAY);
        assertTrue(outbox.post(ines, Occasion.RECEIPT, 0, new byte[] {1}, DAY));
        var carried = new ArrayList<Message>();
        Carrier carrier = (message, _) -> {
            carried.add(message);
            return new Carrier.Carried.Taken(SAID);
        };
        var line = new Dispatcher.Line(Kind.EMAIL, carrier, 1, 0, Dispatcher.Doubts.NONE, Set::of);
        var once = new AtomicInteger(1);
        new Dispatcher(outbox, contacts, vault, line, () -> NOON).run(() -> once.getAndDecrement() > 0);
        assertEquals(1, days().catchUp(after(2, Duration.ZERO)));
        assertEquals(2, carried.size());
        for (var message : carried) {
            assertEquals(
                    message.recall().isEmpty() ? Optional.empty() : Optional.of(SAID.hex()),
                    days().proofs(message.id()).getFirst().record().content().text("said"));
        }
    }

    private static String rootOf(LogEntry entry) {
        return DayEntry.of(entry).orElseThrow().root().hex();
    }

    /** spec/log.md, "Days", word by word from the proofs' text: shares no code with the rooms. */
    private static byte[] root(Iterable<DayProof> all) throws Exception {
        var leaves = new ArrayList<byte[]>();
        for (var proof : all) {
            var json = JsonMapper.shared().readTree(proof.json());
            var record = json.get("record").toString();
            var commitment = sha256(
                    "echt-commitment/v1\n".getBytes(StandardCharsets.UTF_8),
                    Base64.getDecoder().decode(json.get("salt").asString()),
                    record.getBytes(StandardCharsets.UTF_8));
            leaves.add(sha256(new byte[] {0}, commitment));
        }
        return root(leaves);
    }

    private static byte[] root(List<byte[]> leaves) throws Exception {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int k = Integer.highestOneBit(leaves.size() - 1);
        return sha256(new byte[] {1}, root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
    }

    private static byte[] sha256(byte[]... parts) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        for (var part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /** Deleting a person takes nothing from the log, because nothing of theirs is in it. */
    @Test
    void whatWasSentStaysProvedWhenAPersonIsDeleted() throws Exception {
        var ines = person(INES);
        long before = sent(ines, after(0, Duration.ofHours(1)), 7);
        assertEquals(1, days().catchUp(after(1, Duration.ofHours(1))));
        long open = sent(ines, after(1, Duration.ofHours(2)), 8);
        assertTrue(contacts.delete(ines.id(), new AuditEntry(NOON, "ines", "person.deleted", "someone", "", "", "")));
        assertEquals(1, days().catchUp(after(2, Duration.ofHours(1))));
        for (long message : new long[] {before, open}) {
            var proof = days().proofs(message).getFirst();
            assertTrue(proof.verify(MessageDays.TYPE, logged(proof.day())));
        }
    }

    /** Each write fails in turn; then the day is committed to once, and whole. */
    @Test
    void aCommitmentThatBreaksOffIsMadeWholeTheNextTime() throws Exception {
        var ines = person(INES);
        var steps = List.of(
                "person.message_record before insert",
                "person.message_sent before delete",
                "person.message_day before insert",
                "audit_entry before insert",
                "log_pending before insert");
        for (int day = 0; day < steps.size(); day++) {
            long message = sent(ines, after(day, Duration.ofHours(1)), day);
            var now = after(day + 1, Duration.ofHours(1));
            var on = steps.get(day).split(" ");
            run("create function test_fails() returns trigger language plpgsql as"
                    + " $$ begin raise exception 'as told'; end $$");
            run((on[0].startsWith("person") ? "set role echt_person; " : "") + "create trigger test_fails " + on[1]
                    + " " + on[2] + " on " + on[0] + " for each statement execute function test_fails(); reset role");
            assertThrows(StatementFailedException.class, () -> days().commit(now), on[0]);
            run((on[0].startsWith("person") ? "set role echt_person; " : "") + "drop trigger test_fails on " + on[0]
                    + "; reset role; drop function test_fails()");
            assertEquals(List.of(), days().proofs(message));
            assertEquals(day, entries().size());
            assertEquals(1, days().catchUp(now));
            assertEquals(day + 1, entries().size());
            assertTrue(days().proofs(message)
                    .getFirst()
                    .verify(
                            MessageDays.TYPE,
                            logged(LocalDate.ofEpochDay(
                                    LocalDate.parse("2026-11-27").toEpochDay() + day))));
        }
    }

    @Test
    void aMessageThatReadsOtherwiseIsNotProved() {
        var ines = person(INES);
        long message = sent(ines, after(0, Duration.ofHours(1)), 7);
        days().catchUp(after(1, Duration.ofHours(1)));
        run("set role echt_person; update person.message set sent_at = sent_at - interval '1 hour'; reset role");
        var changed = assertThrows(IllegalArgumentException.class, () -> days().proofs(message));
        assertTrue(String.valueOf(changed.getMessage()).contains("reads otherwise"), changed.toString());
        assertThrows(
                StatementFailedException.class,
                () -> run("set role echt_person; update person.message_record set state = 'SENT'"));
    }

    private void run(String sql) {
        given.database().inTransaction(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }
}
