package org.echt.app.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.echt.core.audit.AuditEntry;
import org.echt.core.audit.AuditLog;
import org.echt.core.canonical.Value;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SoftwareKeys;
import org.echt.core.ledger.ForkException;
import org.echt.core.ledger.Head;
import org.echt.core.ledger.LedgerCheck;
import org.echt.core.ledger.LedgerCheck.Kind;
import org.echt.core.ledger.LedgerStore;
import org.echt.core.ledger.Seen;
import org.echt.core.ledger.Sequencer;
import org.echt.core.ledger.Stamps;
import org.echt.core.tlog.Frontier;
import org.echt.core.tlog.Hash;
import org.echt.core.tlog.LogSigner;
import org.echt.core.tlog.Policy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The transparency log on PostgreSQL: nothing is lost, nothing is forked, and what is changed is found. */
class LedgerIT {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00.123456Z");

    /** Stamps that repeat what they are over, and name a time. */
    private static final Stamps STAMPS = new Stamps() {
        @Override
        public boolean isOn() {
            return true;
        }

        @Override
        public Answer ask(byte[] note) {
            return new Answer.Stamp(Hash.sha256(note).bytes(), NOON, "CN=Clock");
        }

        @Override
        public Answer read(byte[] note, byte[] token) {
            return Hash.sha256(note).equals(Hash.of(token))
                    ? new Answer.Stamp(token, NOON, "CN=Clock")
                    : new Answer.Refused("it is of other bytes");
        }
    };

    private final LastSeen seen = new LastSeen();
    private TestStores given;
    private LedgerStore ledger;

    @BeforeEach
    void open() {
        given = TestStores.open();
        ledger = given.stores().ledger();
    }

    @AfterEach
    void close() {
        given.close();
    }

    /** As a machine that forgets nothing. */
    private static final class LastSeen implements Seen {
        private Optional<Sight> sight = Optional.empty();

        @Override
        public synchronized Optional<Sight> last() {
            return sight;
        }

        @Override
        public synchronized void saw(Sight longer) {
            if (sight.map(Sight::size).orElse(0L) < longer.size()) {
                sight = Optional.of(longer);
            }
        }
    }

    private static final LogSigner SIGNER =
            new LogSigner("id.acme.example/log", new SoftwareKeys(SecretBytes.copyOf(new byte[32])).logKey("acme", 1));

    private Sequencer sequencer(Seen seen) {
        return new Sequencer(ledger, SIGNER, seen, () -> NOON);
    }

    private LedgerCheck.Report check() {
        return new LedgerCheck(ledger, Policy.of(SIGNER.verifierKey()), STAMPS, _ -> true).run();
    }

    private void done(String... objects) {
        given.database().inTransaction(connection -> {
            for (var object : objects) {
                PostgresAudit.write(
                        connection,
                        new AuditEntry(
                                NOON,
                                "anna",
                                "test.done",
                                object,
                                "",
                                "half a \uD800 pair and a \0",
                                "",
                                Value.object().put("object", "no secret").build()));
            }
            return true;
        });
    }

    private void done(int times, String object) {
        done(IntStream.range(0, times).mapToObj(i -> object + i).toArray(String[]::new));
    }

    @Test
    void whatIsDoneGetsItsPlaceInOrder() {
        assertEquals(Optional.empty(), ledger.head());
        assertEquals(0, sequencer(seen).run());
        done(700, "object ");
        assertEquals(700, ledger.waiting());
        assertEquals(700, sequencer(seen).run());
        assertEquals(0, ledger.waiting());
        var head = ledger.head().orElseThrow();
        var frontier = new Frontier();
        ledger.entries(0, 1_000).stream().map(Hash::leaf).forEach(frontier::add);
        assertEquals(700, head.size());
        assertEquals(frontier.root(), head.root());
        assertEquals(700 * Hash.BYTES, ledger.hashes(0, 0, 1_000).length);
        assertEquals(2 * Hash.BYTES, ledger.hashes(1, 0, 256).length, "two subtrees of 256 are complete");
        var text = new String(ledger.entries(5, 1).getFirst(), StandardCharsets.UTF_8);
        assertTrue(text.contains("\"facts\":{\"object\":\"no secret\"}"), text);
        assertFalse(text.contains("object 5") || text.contains("anna"), text);
        var report = check();
        assertTrue(report.isGood(), report::toString);
        var last = given.audit()
                .find(new AuditLog.Filter("", "", "object 5", null, null, Long.MAX_VALUE, 1))
                .getFirst();
        assertEquals(Optional.of(5L), ledger.place(last.number()));
        assertEquals(5L, last.place());
        done("waits");
        var waits = given.audit().find(new AuditLog.Filter("", "", "waits", null, null, Long.MAX_VALUE, 1));
        assertNull(waits.getFirst().place());
    }

    @Test
    void manyWhoPlaceAtOncePlaceEachOnce() throws Exception {
        var stop = new AtomicBoolean();
        var written = Collections.synchronizedSet(new HashSet<String>());
        var faults = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (int t = 0; t < 3; t++) {
            int hand = t;
            threads.add(Thread.startVirtualThread(() -> {
                for (int i = 0; i < 100; i++) {
                    done(hand + "/" + i);
                    written.add(hand + "/" + i);
                }
            }));
        }
        for (int s = 0; s < 3; s++) {
            threads.add(Thread.startVirtualThread(() -> {
                while (!stop.get()) {
                    try {
                        sequencer(seen).run();
                    } catch (RuntimeException _) {
                        faults.incrementAndGet();
                    }
                }
            }));
        }
        for (var thread : threads.subList(0, 3)) {
            thread.join();
        }
        stop.set(true);
        for (var thread : threads) {
            thread.join();
        }
        sequencer(seen).run();
        assertEquals(0, faults.get());
        assertEquals(300, written.size());
        assertEquals(300, ledger.head().orElseThrow().size());
        assertTrue(check().isGood());
    }

    /** Each write of a round fails in turn, lost or kept; then all is placed and nothing is missing. */
    @Test
    void aRoundThatFailsAnywhereLeavesTheLogWhole() {
        var steps = List.of(
                "log_entry before insert",
                "log_node before insert",
                "log_head before update",
                "log_pending before delete",
                "audit_entry before insert",
                "audit_salt before insert",
                "log_pending before insert");
        int acknowledged = 0;
        for (var step : steps) {
            done(300, "before " + step);
            acknowledged += 300;
            run("create function test_fails() returns trigger language plpgsql as"
                    + " $$ begin raise exception 'as told'; end $$");
            var on = step.split(" ");
            run("create trigger test_fails " + on[1] + " " + on[2] + " on " + on[0]
                    + " for each statement execute function test_fails()");
            var before = ledger.head();
            if (step.endsWith("insert") && !on[0].startsWith("log_entry") && !on[0].equals("log_node")) {
                assertThrows(StatementFailedException.class, () -> done("never"));
            } else {
                assertThrows(
                        StatementFailedException.class, () -> sequencer(seen).run());
                assertEquals(before.map(Head::checkpoint), ledger.head().map(Head::checkpoint), step);
            }
            run("drop function test_fails() cascade");
            assertTrue(check().isGood(), step);
            sequencer(seen).run();
            var report = check();
            assertTrue(report.isGood(), () -> step + ": " + report);
            assertEquals(acknowledged, report.size(), step);
        }
    }

    /** The answer of a round is lost, though it was kept: the next one goes on behind it. */
    @Test
    void aRoundWhoseAnswerIsLostIsNotDoneTwice() {
        var random = new Random(5);
        int written = 0;
        for (int round = 0; round < 20; round++) {
            int more = 1 + random.nextInt(400);
            done(more, "r" + round);
            written += more;
            var forgetful = new Sequencer(new KeptButUntold(ledger), SIGNER, seen, () -> NOON);
            assertThrows(StoreUnavailableException.class, forgetful::run);
            var report = check();
            assertTrue(report.isGood(), report::toString);
            assertEquals(written, report.size());
        }
        assertEquals(0, sequencer(seen).run());
    }

    @Test
    void aDatabasePutBackToAnEarlierDayIsNotGoneOnWith() {
        done(10, "early");
        sequencer(seen).run();
        seen.saw(new Seen.Sight("id.acme.example/log", 12, Hash.leaf(new byte[0])));
        done("another history");
        var fork = assertThrows(ForkException.class, () -> sequencer(seen).run());
        assertTrue(String.valueOf(fork.getMessage()).contains("has 10 entries, and this machine has seen 12"));
        assertEquals(10, ledger.head().orElseThrow().size());
        assertEquals(1, ledger.waiting(), "what was done waits");
    }

    @Test
    void whatSomebodyChangesIsFound() {
        done(600, "o");
        sequencer(seen).run();
        TABLES.forEach(table -> run("create table kept_" + table + " as select * from " + table));
        changed(
                "update log_entry set entry = '\\x7b7d' where place = 17",
                Kind.ENTRY_CHANGED,
                Kind.RECORD_CHANGED,
                Kind.NODE_WRONG,
                Kind.ROOT_WRONG);
        changed("update log_entry set leaf = sha256('') where place = 17", Kind.ENTRY_CHANGED);
        changed("update audit_entry set after = 'nothing' where object = 'o300'", Kind.RECORD_CHANGED);
        changed(
                "update audit_salt set salt = sha256('') where audit in (select audit from log_entry where place = 3)",
                Kind.RECORD_CHANGED);
        changed("update log_node set hash = sha256('') where number = 1", Kind.NODE_WRONG);
        changed("delete from log_node where number = 0", Kind.NODE_WRONG);
        changed("update log_head set checkpoint = checkpoint || '.'", Kind.NOT_SIGNED);
        changed("delete from log_entry where place = 599", Kind.GAP, Kind.ROOT_WRONG, Kind.NOT_LOGGED);
        assertTrue(check().isGood(), "put back, all is well");
        run("delete from audit_salt where audit in (select audit from log_entry where place < 5)");
        var report = check();
        assertTrue(report.isGood(), "what was deleted for good is no damage");
        assertEquals(5, report.forgotten());
        TABLES.forEach(table -> run("drop table kept_" + table));
    }

    private static final List<String> TABLES =
            List.of("log_entry", "log_node", "log_head", "audit_salt", "audit_entry");

    /** Changes a row as only somebody with the database in their hands can, looks, and puts it back. */
    private void changed(String sql, Kind... kinds) {
        unguarded(statement -> assertTrue(statement.executeUpdate(sql) >= 1, sql));
        var found = new HashSet<Kind>();
        check().findings().forEach(f -> found.add(f.kind()));
        assertEquals(new HashSet<>(List.of(kinds)), found, sql);
        unguarded(statement -> {
            for (var table : TABLES) {
                statement.execute("delete from " + table);
                statement.execute("insert into " + table + " overriding system value select * from kept_" + table);
            }
        });
    }

    private interface Change {
        void make(Statement statement) throws SQLException;
    }

    private void unguarded(Change change) {
        given.database().inTransaction(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("set local session_replication_role = replica");
                change.make(statement);
                return true;
            }
        });
    }

    private void run(String sql) {
        given.database().withConnection(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    @Test
    void whatWasAuditedBeforeThereWasALogGetsItsPlace() {
        run("insert into audit_entry (at, by_whom, action, object, before, after, why)"
                + " select now(), 'anna', 'test.early', 'o' || n, '', '', '' from generate_series(1, 1500) n");
        run("insert into log_adopted select id from audit_entry");
        done("now");
        assertEquals(1_501, sequencer(seen).run());
        var report = check();
        assertTrue(report.isGood(), report::toString);
        assertEquals(1_501, report.size());
    }

    /** Stamps on several sizes, more than are read at a time, and one of a log that grows while it is looked at. */
    @Test
    void stampsAreHeldAgainstTheLog() {
        for (int i = 1; i <= 230; i++) {
            done("o" + i);
            sequencer(seen).run();
            stamp(ledger.head().orElseThrow().checkpoint(), i);
            stamp(ledger.head().orElseThrow().checkpoint(), i); // another node did the same
        }
        var report = check();
        assertTrue(report.isGood(), report::toString);
        assertEquals(230, report.stamps());
        assertEquals(230, ledger.stamped().orElseThrow().size());
        assertEquals(
                List.of(7L, 8L),
                ledger.stamped(7, 2).stream().map(w -> w.size()).toList());
        done("later");
        var grows = new LedgerCheck(ledger, Policy.of(SIGNER.verifierKey()), STAMPS, _ -> {
            sequencer(seen).run();
            stamp(ledger.head().orElseThrow().checkpoint(), 231);
            return true;
        });
        var grown = grows.run();
        assertTrue(grown.isGood(), grown::toString);
        stamp(ledger.head().orElseThrow().checkpoint(), 300);
        var found = check().findings();
        assertEquals(
                List.of(Kind.STAMP_WRONG), found.stream().map(f -> f.kind()).toList());
        assertEquals(300, found.getFirst().place());
    }

    private void stamp(String note, long size) {
        var token = Hash.sha256(note.getBytes(StandardCharsets.UTF_8)).bytes();
        ledger.witnessed(new LedgerStore.Witnessed(size, note, token, NOON));
    }

    @Test
    void nobodyChangesTheLogWithoutTakingItsGuardAway() {
        done("once");
        sequencer(seen).run();
        for (var sql : List.of("update log_entry set entry = ''", "delete from log_entry", "truncate log_node")) {
            assertThrows(StatementFailedException.class, () -> run(sql), sql);
        }
    }
}
