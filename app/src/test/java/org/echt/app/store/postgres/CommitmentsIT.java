package org.echt.app.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.echt.core.issuance.CommittedBatch;
import org.echt.core.serial.BatchStore;
import org.echt.core.tlog.Hash;
import org.echt.testkit.Batches;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;

/** What no contract can ask of every store: batches of an earlier release, and rows that cannot be changed. */
class CommitmentsIT {
    private static final CommittedBatch CELLS =
            new CommittedBatch(Batches.CELLS, Hash.leaf(new byte[1]), "", true, Instant.parse("2026-11-23T08:00:00Z"));

    @Test
    void batchesOfAnEarlierReleaseAreMarkedByTheMigration() {
        var address = TestServer.newEmptyDatabase();
        Flyway.configure()
                .dataSource(new AddressDataSource(address, TestServer.FOUR.patience()))
                .locations(Database.MIGRATIONS)
                .target(MigrationVersion.fromVersion("10"))
                .load()
                .migrate();
        try (var database = Database.open(address, TestServer.FOUR)) {
            database.withConnection(connection -> PostgresBatches.insert(connection, Batches.CELLS));
            database.migrate();
            assertInstanceOf(BatchStore.Stored.class, new PostgresBatches(database).put(Batches.LAPTOPS, "erp"));
            var store = new PostgresCommitments(database);
            assertEquals(true, store.find(Batches.CELLS.number()).early());
            assertEquals(false, store.find(Batches.LAPTOPS.number()).early());
            store.commit(CELLS, "erp");
            assertEquals(CELLS, store.committed().getFirst());
        }
    }

    @Test
    void whatWasCommittedCanNeitherBeChangedNorDeleted() {
        try (var stores = TestStores.open()) {
            stores.batches().put(Batches.CELLS, "erp");
            stores.commitments().keep(Batches.CELLS.number(), 0, CELLS.root());
            stores.commitments().commit(CELLS, "erp");
            for (var sql : new String[] {
                "delete from batch_subtree",
                "update batch_subtree set place = 1",
                "delete from batch_commitment",
                "update batch_commitment set key_commitment = 'x'",
                "delete from batch"
            }) {
                assertThrows(
                        StatementFailedException.class,
                        () -> stores.database().withConnection(c -> CatalogueChange.insert(c, sql)),
                        sql);
            }
        }
    }
}
