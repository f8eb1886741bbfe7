package org.echt.app.store.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echt.core.dossier.DossierStore;
import org.echt.core.evidence.Profile;

/** Dossiers whole. Thread-safe; durable on return; instants are kept to the microsecond. */
final class PostgresDossiers implements DossierStore {
    private static final String SELECT = "select id, item, as_of, made_at, reference from dossier ";

    private final Database database;

    PostgresDossiers(Database database) {
        this.database = database;
    }

    @Override
    public boolean add(Made made, Map<Profile, byte[]> copies) {
        return database.inTransaction(connection -> {
            boolean isNew = CatalogueChange.insert(
                    connection,
                    "insert into dossier (id, item, as_of, made_at, reference) values (?, ?, ?, ?, ?) on conflict do nothing",
                    made.id(),
                    made.item(),
                    Micros.parameter(made.asOf()),
                    Micros.parameter(made.madeAt()),
                    made.reference());
            if (isNew) {
                for (var copy : copies.entrySet()) {
                    CatalogueChange.insert(
                            connection,
                            "insert into dossier_copy (dossier, profile, archive) values (?, ?, ?)",
                            made.id(),
                            copy.getKey().text(),
                            copy.getValue());
                }
            }
            return isNew;
        });
    }

    @Override
    public Optional<byte[]> copy(String id, Profile profile) {
        return database.withConnection(connection -> Sql.list(
                        connection,
                        "select archive from dossier_copy where dossier = ? and profile = ?",
                        row -> row.getBytes(1),
                        CopyIn.clean(id),
                        profile.text())
                .stream()
                .findFirst());
    }

    @Override
    public List<Made> made(Instant before, int limit) {
        return list("where made_at < ? order by made_at desc, id limit ?", Micros.parameter(before), limit);
    }

    @Override
    public List<Made> about(long item) {
        return list("where item = ? order by made_at, id", item);
    }

    private List<Made> list(String where, Object... values) {
        return database.withConnection(
                connection -> Sql.list(connection, SELECT + where, PostgresDossiers::made, values));
    }

    private static Made made(ResultSet row) throws SQLException {
        return new Made(row.getString(1), row.getLong(2), Micros.read(row, 3), Micros.read(row, 4), row.getString(5));
    }
}
