package org.echt.app.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** One salt a day for all nodes, and nothing left of it afterwards. */
final class VisitorSaltsIT {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 30);
    private static final int NODES = 16;

    @Test
    void allNodesGetTheSameHoweverManyAskFirst() throws Exception {
        try (var database = Database.open(TestServer.newDatabase(), TestServer.FOUR);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var nodes = new ArrayList<Callable<String>>();
            for (int i = 0; i < NODES; i++) {
                int offered = i;
                nodes.add(() -> salt(new PostgresVisitorSalts(database), DAY, offered));
            }
            var salts = new ArrayList<String>();
            for (var salt : threads.invokeAll(nodes)) {
                salts.add(salt.get());
            }
            assertEquals(Collections.nCopies(NODES, salts.getFirst()), salts);
            assertEquals("63", salt(new PostgresVisitorSalts(database), DAY.plusDays(1), 0x63), "another day");
        }
    }

    @Test
    void aDayThatIsOverLeavesNoFileBehind() {
        try (var database = Database.open(TestServer.newDatabase(), TestServer.FOUR)) {
            var salts = new PostgresVisitorSalts(database);
            salt(salts, DAY, 1);
            salt(salts, DAY.plusDays(1), 2);
            var before = file(database);
            salts.endBefore(DAY);
            assertEquals(before, file(database), "nothing was over");
            salts.endBefore(DAY.plusDays(1));
            assertNotEquals(before, file(database), "the rows would still be in the old one");
            assertEquals(
                    List.of(DAY.plusDays(1).toString()),
                    texts(database, "select day::text from visitor_salt order by day"));
            assertEquals("02", salt(salts, DAY.plusDays(1), 3));
            assertEquals("04", salt(salts, DAY, 4), "what is over cannot be had again");
        }
    }

    @Test
    void noBackupHoldsIt() {
        try (var database = Database.open(TestServer.newDatabase(), TestServer.FOUR)) {
            salt(new PostgresVisitorSalts(database), DAY, 1);
            try (var snapshot = DatabaseSnapshot.of(database)) {
                var names =
                        snapshot.tables().stream().map(TableText.Table::name).toList();
                assertFalse(names.contains("visitor_salt"), names.toString());
                assertFalse(names.isEmpty());
            }
            assertEquals(
                    List.of("u"),
                    texts(database, "select relpersistence from pg_class where relname = 'visitor_salt'"));
        }
    }

    private static String salt(PostgresVisitorSalts salts, LocalDate day, int offered) {
        return HexFormat.of().formatHex(salts.agree(day, new byte[] {(byte) offered}));
    }

    private static List<String> file(Database database) {
        return texts(database, "select pg_relation_filenode('visitor_salt')::text");
    }

    private static List<String> texts(Database database, String sql) {
        return database.withConnection(connection -> Sql.list(connection, sql, row -> row.getString(1)));
    }
}
