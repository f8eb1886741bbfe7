package org.echt.app.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.echt.app.store.postgres.Database;
import org.echt.app.store.postgres.DatabaseSnapshot;
import org.echt.app.store.postgres.TableText.Table;

/** Makes a backup of one moment, while the installation serves. */
public final class Backup {
    /** The key store, sealed by a password. */
    public static final String KEYS = "keys.sealed";
    /** The longest log this machine has seen. */
    public static final String SEEN = "log-seen.txt";

    public static final String CONFIGURATION = "echt.conf";
    public static final String WITNESSES = "witnesses.txt";

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Database database;
    private final Instant at;

    /** @param at now */
    public Backup(Database database, Instant at) {
        this.database = database;
        this.at = at;
    }

    /** Puts in a small file that lies beside the database. */
    public Backup with(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    /**
     * Writes it, readable by its owner alone. The file bears its name only when it is whole and durable.
     *
     * @param progress told how many bytes of rows were written
     * @throws BackupException where the file exists
     */
    public Manifest write(Path target, LongConsumer progress) throws IOException {
        try (var snapshot = DatabaseSnapshot.of(database);
                var archive = Archive.create(target, at)) {
            var kept = new ArrayList<Manifest.FileOf>();
            for (var file : files.entrySet()) {
                archive.file(file.getKey(), file.getValue());
                kept.add(new Manifest.FileOf(file.getKey(), file.getValue().length));
            }
            var tables = new ArrayList<Manifest.Rows>();
            var counted = new long[1];
            long logSize = 0;
            for (var table : snapshot.tables()) {
                var rows = rows(snapshot, archive, table, n -> progress.accept(counted[0] += n));
                tables.add(rows);
                logSize = table.fullName().equals("public.log_entry")
                        ? rows.content().rows()
                        : logSize;
            }
            var manifest = new Manifest(snapshot.schema(), at, logSize, tables, snapshot.counters(), kept);
            archive.file(Archive.MANIFEST, manifest.json());
            archive.finish();
            return manifest;
        }
    }

    private static Manifest.Rows rows(DatabaseSnapshot snapshot, Archive archive, Table table, LongConsumer progress)
            throws IOException {
        var parts = archive.parts(table.fullName());
        var content = snapshot.copy(table, new Counting(parts, progress));
        parts.close();
        return new Manifest.Rows(table, content, parts.count());
    }

    private static final class Counting extends OutputStream {
        private final OutputStream out;
        private final LongConsumer progress;

        Counting(OutputStream out, LongConsumer progress) {
            this.out = out;
            this.progress = progress;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            progress.accept(1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            progress.accept(length);
        }
    }
}
