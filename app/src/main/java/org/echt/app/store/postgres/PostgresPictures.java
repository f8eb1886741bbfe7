package org.echt.app.store.postgres;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echt.core.notice.PictureStore;
import org.echt.core.notice.StoredPicture;

/** Pictures of notices. Thread-safe; durable on return. */
final class PostgresPictures implements PictureStore {
    private final Database database;

    PostgresPictures(Database database) {
        this.database = database;
    }

    @Override
    public boolean put(StoredPicture picture, String by, Instant at) {
        return database.inTransaction(connection -> {
            boolean kept = CatalogueChange.insert(
                    connection,
                    "insert into picture (hash, media_type, width, height, bytes, by_whom) values (?, ?, ?, ?, ?, ?)"
                            + " on conflict do nothing",
                    picture.hash(),
                    picture.mediaType(),
                    picture.width(),
                    picture.height(),
                    picture.bytes(),
                    CopyIn.clean(by));
            if (kept) {
                PostgresAudit.write(connection, picture.audit(by, at));
            }
            return kept;
        });
    }

    @Override
    public Optional<StoredPicture> picture(String hash) {
        return database.withConnection(connection -> {
            try (var select = connection.prepareStatement(
                    "select media_type, width, height, bytes from picture where hash = ?")) {
                select.setString(1, CopyIn.clean(hash));
                try (var row = select.executeQuery()) {
                    return row.next()
                            ? Optional.of(new StoredPicture(
                                    hash, row.getString(1), row.getInt(2), row.getInt(3), row.getBytes(4)))
                            : Optional.empty();
                }
            }
        });
    }

    @Override
    public List<String> pictures(int limit) {
        return database.withConnection(connection -> {
            try (var select = connection.prepareStatement("select hash from picture order by at desc, hash limit ?")) {
                select.setInt(1, limit);
                try (var rows = select.executeQuery()) {
                    var hashes = new ArrayList<String>();
                    while (rows.next()) {
                        hashes.add(rows.getString(1));
                    }
                    return hashes;
                }
            }
        });
    }
}
