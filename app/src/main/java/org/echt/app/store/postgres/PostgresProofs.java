package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echt.core.notice.RemedyKind;
import org.echt.core.notice.StoredPicture;
import org.echt.core.recall.Proof;
import org.echt.core.recall.Proof.Decision;
import org.echt.core.recall.Proof.State;
import org.echt.core.recall.ProofStore;
import org.echt.core.recall.RecallAudit;
import org.echt.core.serial.ItemSet;
import org.jspecify.annotations.Nullable;

/** Customers' proofs. Thread-safe; durable on return; instants are kept to the microsecond. */
final class PostgresProofs implements ProofStore {
    private static final String SELECT =
            "select id, recall, item, kind, day, hash, at, state, decided_by, decided_at, why from proof ";

    private final Database database;

    PostgresProofs(Database database) {
        this.database = database;
    }

    @Override
    public Added add(Proof proof, StoredPicture picture) {
        return database.inTransaction(connection -> {
            lock(connection, proof.item());
            if (count(connection, "select count(*) from proof where id = ?", proof.id()) > 0) {
                return Added.ID_TAKEN;
            }
            var waiting = "select count(*) from proof where item = ? and state = 'WAITING'";
            if (count(connection, waiting, proof.item()) >= WAITING_AT_MOST) {
                return Added.TOO_MANY;
            }
            return insert(connection, proof, picture) ? Added.STORED : Added.ID_TAKEN;
        });
    }

    /** Two who add for one item wait for each other, or each would count the proofs without the other's. */
    private static void lock(Connection connection, long item) throws SQLException {
        try (var lock = connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
            lock.setString(1, "echt proofs of " + item);
            lock.execute();
        }
    }

    private static long count(Connection connection, String sql, Object value) throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            select.setObject(1, value);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static boolean insert(Connection connection, Proof proof, StoredPicture picture) throws SQLException {
        return CatalogueChange.insert(
                connection,
                """
                insert into proof (id, recall, item, kind, day, at, state, why, hash, media_type, width, height, bytes)
                values (?, ?, ?, ?, ?, ?, 'WAITING', '', ?, ?, ?, ?, ?) on conflict do nothing""",
                proof.id(),
                proof.recall(),
                proof.item(),
                proof.kind().name(),
                proof.day(),
                Micros.parameter(proof.at()),
                picture.hash(),
                picture.mediaType(),
                picture.width(),
                picture.height(),
                picture.bytes());
    }

    @Override
    public Optional<Proof> find(String id) {
        return database.withConnection(
                connection -> proofs(connection, SELECT + "where id = ?", CopyIn.clean(id)).stream()
                        .findFirst());
    }

    @Override
    public Optional<StoredPicture> picture(String id) {
        return database.withConnection(connection -> {
            try (var select = connection.prepareStatement(
                    "select hash, media_type, width, height, bytes from proof where id = ?")) {
                select.setString(1, CopyIn.clean(id));
                try (var row = select.executeQuery()) {
                    return row.next()
                            ? Optional.of(new StoredPicture(
                                    row.getString(1), row.getString(2), row.getInt(3), row.getInt(4), row.getBytes(5)))
                            : Optional.empty();
                }
            }
        });
    }

    @Override
    public List<Proof> waiting(int limit) {
        return database.withConnection(
                connection -> proofs(connection, SELECT + "where state = 'WAITING' order by at, id limit ?", limit));
    }

    @Override
    public boolean decide(String id, Decision decision) {
        return database.inTransaction(connection -> {
            var waiting =
                    proofs(connection, SELECT + "where id = ? and state = 'WAITING' for update", CopyIn.clean(id));
            if (waiting.isEmpty()) {
                return false;
            }
            update(connection, id, decision);
            PostgresAudit.write(connection, RecallAudit.of(waiting.getFirst(), decision));
            if (decision.accepted()) {
                PostgresRecalls.record(connection, waiting.getFirst().remedy(decision), decision.at());
            }
            return true;
        });
    }

    private static void update(Connection connection, String id, Decision decision) throws SQLException {
        CatalogueChange.insert(
                connection,
                "update proof set state = ?, decided_by = ?, decided_at = ?, why = ? where id = ?",
                (decision.accepted() ? State.ACCEPTED : State.REFUSED).name(),
                CopyIn.clean(decision.by()),
                Micros.parameter(decision.at()),
                CopyIn.clean(decision.why()),
                CopyIn.clean(id));
    }

    @Override
    public ItemSet items(String recall, Instant from, Instant to) {
        return ItemRows.read(
                database,
                "select distinct item from proof where recall = ? and at >= ? and at < ?",
                recall,
                Micros.parameter(from),
                Micros.parameter(to));
    }

    private static List<Proof> proofs(Connection connection, String sql, Object value) throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            select.setObject(1, value);
            try (var rows = select.executeQuery()) {
                var proofs = new ArrayList<Proof>();
                while (rows.next()) {
                    proofs.add(proof(rows));
                }
                return proofs;
            }
        }
    }

    private static Proof proof(ResultSet row) throws SQLException {
        var state = State.valueOf(row.getString(8));
        return new Proof(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                RemedyKind.valueOf(row.getString(4)),
                row.getObject(5, LocalDate.class),
                row.getString(6),
                Micros.read(row, 7),
                state,
                decision(row, state));
    }

    private static @Nullable Decision decision(ResultSet row, State state) throws SQLException {
        return state == State.WAITING
                ? null
                : new Decision(state == State.ACCEPTED, row.getString(9), Micros.read(row, 10), row.getString(11));
    }
}
