package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.echt.core.issuance.CommitmentStore;
import org.echt.core.issuance.CommittedBatch;
import org.echt.core.tlog.Hash;
import org.jspecify.annotations.Nullable;

/** Roots of batches. Thread-safe; durable on return; instants are kept to the microsecond. */
final class PostgresCommitments implements CommitmentStore {
    private static final String SELECT = "select " + PostgresBatches.COLUMNS
            + ", root, key_commitment, early, at from batch join batch_commitment on batch = number ";
    private static final int BEHIND_BATCH = 12;

    private final Database database;

    PostgresCommitments(Database database) {
        this.database = database;
    }

    @Override
    public Kept find(int batch) {
        return database.inTransaction(connection -> {
            var subtrees = new ArrayList<Hash>();
            try (var select =
                    connection.prepareStatement("select root from batch_subtree where batch = ? order by place")) {
                select.setInt(1, batch);
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        subtrees.add(Hash.of(rows.getBytes(1)));
                    }
                }
            }
            return new Kept(subtrees, isEarly(connection, batch), committed(connection, batch));
        });
    }

    private static boolean isEarly(Connection connection, int batch) throws SQLException {
        try (var select = connection.prepareStatement("select early from batch where number = ?")) {
            select.setInt(1, batch);
            try (var row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static @Nullable CommittedBatch committed(Connection connection, int batch) throws SQLException {
        try (var select = connection.prepareStatement(SELECT + "where number = ?")) {
            select.setInt(1, batch);
            try (var row = select.executeQuery()) {
                return row.next() ? committed(row) : null;
            }
        }
    }

    @Override
    public List<CommittedBatch> committed() {
        return database.withConnection(connection -> {
            try (var select = connection.prepareStatement(SELECT + "order by number");
                    var rows = select.executeQuery()) {
                var all = new ArrayList<CommittedBatch>();
                while (rows.next()) {
                    all.add(committed(rows));
                }
                return all;
            }
        });
    }

    private static CommittedBatch committed(ResultSet row) throws SQLException {
        return new CommittedBatch(
                PostgresBatches.batch(row),
                Hash.of(row.getBytes(BEHIND_BATCH + 1)),
                row.getString(BEHIND_BATCH + 2),
                row.getBoolean(BEHIND_BATCH + 3),
                Micros.read(row, BEHIND_BATCH + 4));
    }

    @Override
    public Hash keep(int batch, int place, Hash root) {
        return database.inTransaction(connection -> {
            CatalogueChange.insert(connection, """
                    insert into batch_subtree (batch, place, root)
                    select number, ?, ? from batch
                     where number = ? and ? = (select count(*) from batch_subtree where batch = ?)
                    on conflict do nothing""", place, root.bytes(), batch, place, batch);
            return kept(connection, batch, place);
        });
    }

    private static Hash kept(Connection connection, int batch, int place) throws SQLException {
        try (var select = connection.prepareStatement("select root from batch_subtree where batch = ? and place = ?")) {
            select.setInt(1, batch);
            select.setInt(2, place);
            try (var row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalArgumentException("subtree " + place + " of batch " + batch
                            + " is not the next one, or there is no such batch");
                }
                return Hash.of(row.getBytes(1));
            }
        }
    }

    @Override
    public CommittedBatch commit(CommittedBatch committed, String by) {
        int batch = committed.batch().number();
        return database.inTransaction(connection -> {
            boolean inserted = CatalogueChange.insert(
                    connection,
                    "insert into batch_commitment (batch, root, key_commitment, at) values (?, ?, ?, ?)"
                            + " on conflict do nothing",
                    batch,
                    committed.root().bytes(),
                    committed.keyCommitment(),
                    Micros.parameter(committed.at()));
            if (inserted) {
                PostgresAudit.write(connection, committed.audit(by));
                return committed;
            }
            var before = committed(connection, batch);
            if (before == null) {
                throw new IllegalStateException("batch " + batch + " is committed and cannot be read");
            }
            return before;
        });
    }
}
