package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.echt.core.gs1.Gtin;
import org.echt.core.serial.Batch;
import org.echt.core.serial.BatchStore;
import org.echt.core.serial.CodeLength;
import org.jspecify.annotations.Nullable;

/** Batches. Thread-safe; instants are kept to the microsecond. */
final class PostgresBatches implements BatchStore {
    /** What {@link #batch} reads. */
    static final String COLUMNS = "number, order_id, gtin, lot, maker, count, length, slot, slot_version, word_list,"
            + " produced_on, issued_at";

    private static final String SELECT = "select " + COLUMNS + " from batch ";

    private final Database database;

    PostgresBatches(Database database) {
        this.database = database;
    }

    @Override
    public List<Batch> batches() {
        return database.withConnection(PostgresBatches::all);
    }

    /** By number. */
    static List<Batch> all(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(SELECT + "order by number");
                var rows = select.executeQuery()) {
            var batches = new ArrayList<Batch>();
            while (rows.next()) {
                batches.add(batch(rows));
            }
            return batches;
        }
    }

    @Override
    public Put put(Batch batch, String by) {
        var refused = new AtomicReference<@Nullable Put>();
        boolean stored = CatalogueChange.run(database, connection -> {
            if (!insert(connection, batch)) {
                return false;
            }
            refused.set(PostgresMakers.refusal(connection, batch).orElse(null));
            PostgresAudit.write(connection, batch.audit(by));
            return refused.get() == null;
        });
        if (stored) {
            return new Stored(batch);
        }
        var refusal = refused.get();
        if (refusal != null) {
            return refusal;
        }
        // Batches are never removed, so what was in the way is still there.
        var same = database.withConnection(connection -> byOrder(connection, batch.order()));
        return same.<Put>map(OrderExists::new).orElseGet(NumberTaken::new);
    }

    static boolean insert(Connection connection, Batch batch) throws SQLException {
        return CatalogueChange.insert(
                connection,
                "insert into batch (number, order_id, gtin, lot, maker, count, length, slot, slot_version, word_list,"
                        + " produced_on, issued_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                batch.number(),
                batch.order(),
                batch.gtin().digits(),
                batch.lot(),
                batch.maker(),
                batch.count(),
                batch.length().name(),
                String.valueOf(batch.slot()),
                batch.slotVersion(),
                batch.wordList(),
                batch.producedOn(),
                Micros.parameter(batch.issuedAt()));
    }

    private static Optional<Batch> byOrder(Connection connection, String order) throws SQLException {
        try (var select = connection.prepareStatement(SELECT + "where order_id = ?")) {
            select.setString(1, order);
            try (var rows = select.executeQuery()) {
                return rows.next() ? Optional.of(batch(rows)) : Optional.empty();
            }
        }
    }

    /** From the first twelve columns. */
    static Batch batch(ResultSet row) throws SQLException {
        return new Batch(
                row.getInt(1),
                row.getString(2),
                new Gtin(row.getString(3)),
                row.getString(4),
                row.getString(5),
                row.getLong(6),
                CodeLength.valueOf(row.getString(7)),
                row.getString(8).charAt(0),
                row.getInt(9),
                row.getString(10),
                row.getObject(11, LocalDate.class),
                Micros.read(row, 12));
    }
}
