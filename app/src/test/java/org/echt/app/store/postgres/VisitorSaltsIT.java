package org.echt.app.store.postgres;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
            var nodes =
                    Collections.nCopies(NODES, (Callable<String>) () -> salt(new PostgresVisitorSalts(database), DAY));
            var salts = new ArrayList<String>();
            for (var salt : threads.invokeAll(nodes)) {
                salts.add(salt.get());
            }
            assertEquals(Collections.nCopies(NODES, salts.getFirst()), salts);
            assertEquals(64, salts.getFirst().length());
            assertNotEquals(salts.getFirst(), salt(new PostgresVisitorSalts(database), DAY.plusDays(1)));
        }
    }

    @Test
    void aDayThatIsOverLeavesNoFileBehind() {
        try (var database = Database.open(TestServer.newDatabase(), TestServer.FOUR)) {
            var salts = new PostgresVisitorSalts(database);
            var today = salts.of(DAY);
            var tomorrow = salts.of(DAY.plusDays(1));
            var before = file(database);
            salts.endBefore(DAY);
            assertEquals(before, file(database), "nothing was over");
            salts.endBefore(DAY.plusDays(1));
            assertNotEquals(before, file(database), "the rows would still be in the old one");
            assertEquals(
                    List.of(DAY.plusDays(1).toString()),
                    texts(database, "select day::text from visitor_salt order by day"));
            assertArrayEquals(tomorrow, salts.of(DAY.plusDays(1)));
            assertFalse(HexFormat.of().formatHex(today).equals(salt(salts, DAY)), "what is over cannot be had again");
        }
    }

    @Test
    void noBackupHoldsIt() {
        try (var database = Database.open(TestServer.newDatabase(), TestServer.FOUR)) {
            new PostgresVisitorSalts(database).of(DAY);
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

    private static String salt(PostgresVisitorSalts salts, LocalDate day) {
        return HexFormat.of().formatHex(salts.of(day));
    }

    private static List<String> file(Database database) {
        return texts(database, "select pg_relation_filenode('visitor_salt')::text");
    }

    private static List<String> texts(Database database, String sql) {
        return database.withConnection(connection -> Sql.list(connection, sql, row -> row.getString(1)));
    }
}
