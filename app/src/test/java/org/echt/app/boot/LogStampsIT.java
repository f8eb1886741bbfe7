package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.echt.app.config.ConfigFile;
import org.echt.app.sign.OpensslAuthority;
import org.echt.core.ledger.LedgerStore.Witnessed;
import org.echt.testkit.SettableTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The log's checkpoints, time-stamped by OpenSSL's authority and verified by OpenSSL as spec/log.md says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogStampsIT {
    private static final Duration EVERY = Duration.ofHours(1);

    private final SettableTime time = new SettableTime(Instant.now());
    private Install install;
    private OpensslAuthority authority;
    private Node node;
    private ServedNode served;
    private int products;

    @BeforeAll
    void serve() throws Exception {
        install = Install.withKeys();
        authority =
                OpensslAuthority.start(Files.createDirectories(install.folder().resolve("authority")));
        var config = Files.writeString(
                install.folder().resolve("echt.conf"),
                "timestamp.url = " + authority.address() + "\ntimestamp.trust-file = " + authority.trustFile() + "\n");
        node = Node.open(ConfigFile.read(config).withData(install.data()).withPort(0));
        served = ServedNode.start(install, node);
    }

    @AfterAll
    void stop() {
        served.close();
        authority.close();
    }

    /** Something is done, and the log grows. */
    private void grow() {
        served.echt(
                0, "product", "add", "p" + ++products, "--gtin", gtin(products), "--name", "One", "--brand", "Acme");
        node.ledger().orElseThrow().place();
    }

    private static String gtin(int n) {
        var twelve = "%012d".formatted(401_234_500_000L + n);
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (twelve.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return twelve + (10 - sum % 10) % 10;
    }

    private List<Long> stamped() {
        return node.ledgerStore().stamped(0, 100).stream().map(Witnessed::size).toList();
    }

    @Test
    void checkpointsAreStampedKeptAndVerified() throws Exception {
        grow();
        var none = served.echt(0, "log", "status");
        assertTrue(none.err().contains("Get one now: echt log stamp"), none.toString());
        assertEquals(404, served.get("/log/stamps/next/0").statusCode());

        var stamper = new LogStamper(node.ledger().orElseThrow(), EVERY, time);
        assertEquals(time.instant().plus(EVERY), stamper.look());
        assertEquals(List.of(1L), stamped());
        grow();
        time.advance(EVERY.minusSeconds(1));
        assertEquals(time.instant().plusSeconds(1), stamper.look(), "not yet");
        time.advance(Duration.ofSeconds(1));
        var other = new LogStamper(node.ledger().orElseThrow(), EVERY, time);
        stamper.look();
        other.look();
        assertEquals(List.of(1L, 2L), stamped(), "once, though two nodes look");
        time.advance(EVERY);
        stamper.look();
        assertEquals(List.of(1L, 2L), stamped(), "a log that has not grown is not stamped again");
        grow();
        var now = served.echt(0, "log", "stamp", "--json");
        assertTrue(now.out().contains("\"stamped_up_to\":3") && now.out().contains("CN=Clock"), now.toString());
        assertEquals(now.out(), served.echt(0, "log", "stamp", "--json").out(), "what is stamped is not stamped again");
        var status = served.echt(0, "log", "status");
        assertTrue(status.out().contains("stamped_up_to\t3"), status.toString());
        var second = served.echt(0, "audit", "list", "--object", "p2", "--by", "jonas.kern");
        assertTrue(second.out().contains("\t1\t"), "its place: " + second);

        anAuthorityThatIsAwayIsToldOfOnce();
        filesAreVerifiedAsTheSpecSays();
        pagesServeTheSame();
        aChangedStampIsFound();
    }

    private void anAuthorityThatIsAwayIsToldOfOnce() throws Exception {
        var told = new ArrayList<String>();
        var logger = Logger.getLogger(LogStamper.class.getName());
        var handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                told.add(line.getLevel() + " " + line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        authority.close();
        var stamper = new LogStamper(node.ledger().orElseThrow(), EVERY, time);
        time.advance(EVERY.multipliedBy(2));
        for (int i = 0; i < 3; i++) {
            grow();
            var again = stamper.look();
            assertEquals(time.instant().plus(Duration.ofMinutes(5)), again);
            time.set(again);
        }
        logger.removeHandler(handler);
        assertEquals(1, told.size(), told.toString());
        assertTrue(
                told.getFirst().startsWith("WARNING the log's checkpoints are not time-stamped now"), told.toString());
        assertEquals(List.of(1L, 2L, 3L), stamped());
        var refused = served.echt(1, "log", "stamp");
        assertTrue(refused.err().contains("no time-stamp from " + authority.address()), refused.toString());
        var whole = served.echt(0, "log", "verify");
        assertTrue(whole.out().contains("entries\t6") && whole.out().contains("stamps\t3"), whole.toString());
    }

    private void filesAreVerifiedAsTheSpecSays() throws Exception {
        served.echt(0, "log", "export", "exported");
        served.echt(0, "log", "export", "exported");
        var stamps = install.folder().resolve("exported/stamps");
        Files.copy(authority.trustFile(), stamps.resolve("tsa.pem"));
        var spec = Files.readAllLines(Path.of(System.getProperty("echt.root"), "spec/log.md"));
        var line = spec.stream()
                .filter(l -> l.startsWith("openssl ts "))
                .findFirst()
                .orElseThrow();
        for (var size : List.of("1", "2", "3")) {
            assertEquals(0, OpensslAuthority.run(stamps, line.replace("SIZE", size)), size);
        }
        Files.copy(stamps.resolve("2.note"), stamps.resolve("9.note"));
        Files.copy(stamps.resolve("1.tsr"), stamps.resolve("9.tsr"));
        assertNotEquals(0, OpensslAuthority.run(stamps, line.replace("SIZE", "9")));
    }

    private void pagesServeTheSame() throws Exception {
        var stamps = install.folder().resolve("exported/stamps");
        for (var name : List.of("1.note", "3.tsr")) {
            var answer = served.get("/log/stamps/" + name);
            assertEquals(200, answer.statusCode(), name);
            assertArrayEquals(Files.readAllBytes(stamps.resolve(name)), answer.body());
            assertTrue(
                    answer.headers().firstValue("cache-control").orElseThrow().contains("immutable"));
        }
        for (var next : List.of("0 1", "1 1", "2 2", "3 3")) {
            var parts = next.split(" ");
            assertEquals(
                    parts[1] + "\n",
                    new String(served.get("/log/stamps/next/" + parts[0]).body(), StandardCharsets.UTF_8));
        }
        for (var path : List.of("next/4", "next/-1", "4.tsr", "0.note", "03.tsr", "3", "x.tsr", ".tsr")) {
            assertEquals(404, served.get("/log/stamps/" + path).statusCode(), path);
        }
    }

    private void aChangedStampIsFound() throws Exception {
        try (var connection = install.connect();
                var statement = connection.createStatement()) {
            for (var change : List.of(
                    "stamp = (select stamp from log_witnessed where stamped and size = 1) where size = 2",
                    "stamp = set_byte(stamp, 200, get_byte(stamp, 200) # 1) where size = 2",
                    "stamp = 'rubbish' where size = 2",
                    "note = (select note from log_witnessed where stamped and size = 1),"
                            + " stamp = (select stamp from log_witnessed where stamped and size = 1) where size = 2",
                    "size = 5000 where size = 2")) {
                statement.execute("create table kept as select * from log_witnessed");
                statement.execute("update log_witnessed set " + change);
                var found = served.echt(1, "log", "verify");
                assertTrue(found.out().contains("stamp-wrong"), change + found);
                statement.execute("delete from log_witnessed");
                statement.execute("insert into log_witnessed select * from kept");
                statement.execute("drop table kept");
            }
        }
        served.echt(0, "log", "verify");
    }
}
