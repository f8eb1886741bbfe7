package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.echt.app.config.ConfigFile;
import org.echt.app.store.embedded.EmbeddedPostgres;
import org.echt.app.store.embedded.Settings;
import org.echt.app.store.postgres.DatabaseLoad;
import org.echt.app.store.postgres.Migrations;
import org.echt.core.access.Role;
import org.echt.core.asbuilt.Installation;
import org.echt.core.audit.AuditLog;
import org.echt.core.scan.Life;
import org.echt.core.scan.Scan;
import org.echt.core.scan.Visitor;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.WordLists;
import org.echt.core.verify.Check;
import org.echt.core.verify.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases of earlier releases, filled as those filled them, under the program of today. */
class UpgradeIT {
    private static final String GTIN = "09506000000091";
    private static final int COUNT = 1_000;
    /** Sits in item 3; of another batch. */
    private static final long BATTERY = ItemNumber.of(1, 7);
    /** What is audited there waits for its place. */
    private static final int FIRST_WITH_LOG = 12;
    /** What every release since the ninth schema has. */
    private static final List<String> ROWS = List.of(
            "update catalogue_version set version = 7",
            "insert into product values ('" + GTIN + "', 'laptop', 'Acme Book', 'Acme', '[]')",
            "insert into batch (number, order_id, gtin, lot, maker, count, length, slot, slot_version, word_list, produced_on,"
                    + " issued_at) values (0, 'o-1', '" + GTIN + "', 'L1', 'Acme', " + COUNT
                    + ", 'L18', 'A', 1, '{WORDS}', '2026-02-16', '2026-02-16T08:00:00Z')",
            "insert into item_state values (3, 'DESTROYED', '2026-03-01T10:00:00Z', '2026-03-02T10:00:00Z', 12, 'NORMAL')",
            "insert into item_state values (4, 'COMMISSIONED', '2026-03-01T10:00:00Z', '2026-03-01T10:00:00Z', 1, 'NORMAL')",
            "select echt_scan_partition('2026-03-01')",
            "insert into scan values ('2026-03-01T10:00:00Z', 3, 'CHK-AAAA-AAAA', 'ISSUED', 'NOT_AFFECTED', 7, 't', 'en',"
                    + " 'WEB', 5)",
            "insert into scan values ('2019-03-01T10:00:00Z', 4, 'CHK-BBBB-BBBB', 'ISSUED', 'NOT_AFFECTED', 7, 't', 'en',"
                    + " 'API', 0)",
            "insert into installation values (3, " + BATTERY + ", '2026-02-17T00:00:00Z', '9999-12-31T00:00:00Z')",
            "insert into installation values (" + BATTERY
                    + ", 4611686018427387905, '2026-02-17T00:00:00Z', '9999-12-31T00:00:00Z')",
            "insert into foreign_part values (4611686018427387905, 'Cellco', 'C-1', '', 'S-1', 'cell')",
            "insert into app_user values ('mara', '{QUALITY}', 'x', false, 0, null)",
            "insert into audit_entry (at, by_whom, action, object, before, after, why)"
                    + " values ('2026-02-16T08:00:00Z', 'mara', 'batch.issued', 'batch 0', '', '1000 codes', '')",
            "insert into audit_entry (at, by_whom, action, object, before, after, why)"
                    + " values ('2026-02-16T09:00:00Z', 'mara', 'product.added', 'laptop', '', '" + GTIN
                    + "', 'first')",
            "insert into webhook_endpoint values ('crm', 'https://crm.example/', '{RECALL_VERSION}', 'PAUSED', '', '1',"
                    + " '2026-03-01T10:00:00Z')",
            "set role echt_person",
            "insert into person.dispute (id, item, opened_at) values ('DSP-AAAA-AAAA', 3, '2026-03-03T10:00:00Z')",
            "reset role");

    @ParameterizedTest
    @ValueSource(ints = {9, 10, 11, 12, 16})
    void nothingIsLostAndTheProgramServes(int schema) throws Exception {
        try (var install = Install.withKeys()) {
            var config = ConfigFile.defaults(install.folder()).withData(install.data());
            try (var open = OpenDatabase.of(config)) {
                DatabaseLoad.begin(open.database(), schema).close();
            }
            var before = fill(install, schema);
            try (var node = Node.open(config)) {
                assertEquals(Migrations.newest(), node.database().schema().present());
                assertEquals(0, node.database().schema().pending());
                serves(node, install);
                logged(node);
            }
            before.forEach((table, rows) -> assertTrue(rows > 0, table));
            try (var postgres = EmbeddedPostgres.open(install.data(), Settings.defaults());
                    var connection =
                            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password())) {
                var after = counts(connection, before.keySet());
                assertEquals(before.get("installation"), after.get("installation"));
                assertEquals(before.get("foreign_part"), after.get("foreign_part"));
                assertEquals(before.get("webhook_endpoint"), after.get("webhook_endpoint"));
                assertEquals(before.get("person.dispute"), after.get("person.dispute"));
                assertEquals(before.get("app_user"), after.get("app_user"));
                assertEquals(before.getOrDefault("scan", 0L) + 1, after.get("scan"), "the check of this test besides");
            }
        }
    }

    private static Map<String, Long> fill(Install install, int schema) throws SQLException {
        var words = WordLists.standard().id();
        try (var postgres = EmbeddedPostgres.open(install.data(), Settings.defaults());
                var connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                var statement = connection.createStatement()) {
            for (var row : ROWS) {
                statement.execute(row.replace("{WORDS}", words));
            }
            if (schema >= FIRST_WITH_LOG) {
                statement.execute("insert into log_adopted select id from audit_entry");
            }
            return counts(
                    connection,
                    List.of(
                            "product",
                            "batch",
                            "item_state",
                            "scan",
                            "installation",
                            "foreign_part",
                            "app_user",
                            "audit_entry",
                            "webhook_endpoint",
                            "person.dispute"));
        }
    }

    private static Map<String, Long> counts(Connection connection, Iterable<String> tables) throws SQLException {
        var counts = new TreeMap<String, Long>();
        try (var statement = connection.createStatement()) {
            for (var table : tables) {
                try (var row = statement.executeQuery("select count(*) from " + table)) {
                    row.next();
                    counts.put(table, row.getLong(1));
                }
            }
        }
        return counts;
    }

    private static void serves(Node node, Install install) {
        var code = install.codec().code(ItemNumber.of(0, 3)).text();
        var check = new Check(code, null, null, Scan.Channel.API, "en", "test", Visitor.NOBODY);
        var issued = assertInstanceOf(Verdict.Issued.class, node.verifier().check(check));
        assertEquals("L1", issued.code().batch().lot());
        assertEquals(Life.DESTROYED, issued.life());
        assertEquals(12, issued.usage().checks());
        var build = node.stores().items().read(ItemNumber.of(0, 3), true).build();
        assertEquals(
                List.of(4611686018427387905L),
                build.partsOf(BATTERY, Instant.parse("2026-03-01T00:00:00Z")).stream()
                        .map(Installation::part)
                        .toList());
        assertEquals(
                List.of(Role.QUALITY),
                new ArrayList<>(node.access().users().getFirst().roles()));
        assertTrue(node.catalogues().present().version() >= 7);
    }

    /** What was audited before there was a log gets its place in it. */
    private static void logged(Node node) {
        var ledger = node.ledger().orElseThrow();
        assertTrue(ledger.place() >= 2, "the old entries are not placed");
        var report = ledger.check(_ -> true);
        assertTrue(report.isGood(), report.toString());
        assertEquals(0, ledger.store().waiting());
        var found = node.audit().find(new AuditLog.Filter("mara", "", "", null, null, Long.MAX_VALUE, 10));
        assertEquals(2, found.size());
        assertEquals("1000 codes", found.getLast().entry().after());
    }
}
