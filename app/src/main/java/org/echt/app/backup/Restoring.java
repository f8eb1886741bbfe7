package org.echt.app.backup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.LongConsumer;
import org.echt.app.store.postgres.Database;
import org.echt.app.store.postgres.DatabaseLoad;
import org.echt.app.store.postgres.DatabaseSnapshot;
import org.echt.app.store.postgres.TableText.Content;

/** Puts the rows of a backup into an empty database, and tells whether a database holds what a backup says. */
public final class Restoring {
    private Restoring() {}

    /**
     * Fills the database, all or nothing, with the schema the backup has.
     *
     * @param progress told how many rows are in
     * @throws BackupException where the database is not empty, or the rows are not those that were written
     */
    public static void load(BackupFile backup, Database database, LongConsumer progress) throws IOException {
        if (!DatabaseLoad.isEmpty(database)) {
            throw new BackupException(
                    "the database is not empty, and nothing in it is overwritten." + " Restore into an empty one.");
        }
        var manifest = backup.manifest();
        long rows = 0;
        try (var load = DatabaseLoad.begin(database, manifest.schema())) {
            load.partitions(manifest.tables().stream().map(Manifest.Rows::table).toList());
            for (var table : manifest.tables()) {
                Content content;
                try (var text = backup.rows(table)) {
                    content = load.load(table.table(), text);
                }
                if (!content.equals(table.content())) {
                    throw new BackupException("the rows of " + table.table().fullName()
                            + " are not those that the manifest tells of. Take another backup.");
                }
                rows += content.rows();
                progress.accept(rows);
            }
            load.counters(manifest.counters());
            load.commit();
        }
    }

    /** In what a database differs from a backup; empty for not at all. */
    public static List<String> differences(Manifest manifest, Database database, LongConsumer progress)
            throws IOException {
        var differences = new ArrayList<String>();
        try (var snapshot = DatabaseSnapshot.of(database)) {
            if (snapshot.schema() != manifest.schema()) {
                differences.add("the schema is " + snapshot.schema() + " instead of " + manifest.schema());
            }
            var expected = new HashMap<String, Content>();
            manifest.tables().forEach(t -> expected.put(t.table().fullName(), t.content()));
            long rows = 0;
            for (var table : snapshot.tables()) {
                var wanted = expected.remove(table.fullName());
                var found = snapshot.content(table);
                rows += found.rows();
                progress.accept(rows);
                if (!found.equals(wanted)) {
                    differences.add(table.fullName() + " has " + found.rows() + " rows, "
                            + (wanted == null
                                    ? "and the backup has no such table"
                                    : wanted.rows() == found.rows()
                                            ? "as many as the backup, but others"
                                            : "the backup " + wanted.rows()));
                }
            }
            expected.keySet().forEach(name -> differences.add(name + " is missing"));
            if (!snapshot.counters().equals(manifest.counters())) {
                differences.add("the sequences do not stand where they stood");
            }
        }
        return differences;
    }
}
