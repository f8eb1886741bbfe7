package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.echt.core.asbuilt.ImportFile;
import org.echt.core.asbuilt.ImportJob;
import org.echt.core.asbuilt.ImportStore;
import org.echt.core.asbuilt.RejectedLine;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;

/** Import jobs, and the lock that lets one import run at a time. Thread-safe. */
final class PostgresImports implements ImportStore {
    /** Any number, as long as nobody else uses it: "echt imp" in ASCII. */
    private static final long LOCK = 0x65636874_20696d70L;
    /** A process that died lets go of its lock when the server notices; that takes a moment. */
    private static final int LOCK_ATTEMPTS = 4;

    private static final long LOCK_PAUSE_MILLIS = 100;

    static final String COLUMNS =
            " id, content_hash, name, bytes, done_bytes, done_lines, added, closed, same, rejected,"
                    + " started_at, finished_at ";
    private static final String SELECT = "select" + COLUMNS + "from import_job ";

    private final Database database;

    PostgresImports(Database database) {
        this.database = database;
    }

    @Override
    public Session open(ImportFile file, String by, Instant now) {
        var connection = database.dedicated();
        try {
            connection.setAutoCommit(false);
            if (!lock(connection)) {
                throw new RefusedException(
                        Fault.CONFLICT, "import of " + file.name() + " must wait: another import runs");
            }
            WalkSql.prepare(connection, false);
            var job = begin(connection, file, now);
            var session = new ImportSession(connection, job, by, ForeignNumbers.load(connection));
            connection.commit();
            return session;
        } catch (SQLException e) {
            throw SqlFaults.translate(giveUp(connection, e));
        } catch (RuntimeException e) {
            throw giveUp(connection, e);
        }
    }

    private static <E extends Exception> E giveUp(Connection connection, E why) {
        try {
            connection.close();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
        return why;
    }

    private static boolean lock(Connection connection) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try (var lock = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
                lock.setLong(1, LOCK);
                try (var row = lock.executeQuery()) {
                    row.next();
                    if (row.getBoolean(1)) {
                        return true;
                    }
                }
            }
            if (attempt == LOCK_ATTEMPTS || !pause()) {
                return false;
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(LOCK_PAUSE_MILLIS);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ImportJob begin(Connection connection, ImportFile file, Instant now) throws SQLException {
        var known = find(connection, file.contentHash());
        if (known.isPresent()) {
            return known.get();
        }
        try (var insert = connection.prepareStatement("insert into import_job (content_hash, name, bytes, done_bytes,"
                + " done_lines, added, closed, same, rejected, started_at) values (?, ?, ?, 0, 0, 0, 0, 0, 0, ?)"
                + " returning" + COLUMNS)) {
            insert.setString(1, file.contentHash());
            insert.setString(2, CopyIn.clean(file.name()));
            insert.setLong(3, file.bytes());
            insert.setObject(4, Micros.parameter(now));
            try (var row = insert.executeQuery()) {
                row.next();
                return job(row);
            }
        }
    }

    @Override
    public Optional<ImportJob> job(String contentHash) {
        return database.withConnection(connection -> find(connection, contentHash));
    }

    private static Optional<ImportJob> find(Connection connection, String contentHash) throws SQLException {
        try (var select = connection.prepareStatement(SELECT + "where content_hash = ?")) {
            select.setString(1, contentHash);
            try (var row = select.executeQuery()) {
                return row.next() ? Optional.of(job(row)) : Optional.empty();
            }
        }
    }

    @Override
    public List<ImportJob> jobs(int limit) {
        return database.withConnection(connection -> {
            try (var select = connection.prepareStatement(SELECT + "order by id desc limit ?")) {
                select.setInt(1, limit);
                try (var rows = select.executeQuery()) {
                    var jobs = new ArrayList<ImportJob>();
                    while (rows.next()) {
                        jobs.add(job(rows));
                    }
                    return jobs;
                }
            }
        });
    }

    @Override
    public void rejects(long job, Consumer<RejectedLine> visitor) {
        Streams.snapshot(database, connection -> {
            try (var select = connection.prepareStatement(
                    "select line, field, cause, detail from import_reject where job = ? order by line, place")) {
                select.setLong(1, job);
                Streams.rows(
                        select,
                        row -> visitor.accept(new RejectedLine(
                                row.getLong(1),
                                row.getString(2),
                                RejectedLine.Cause.valueOf(row.getString(3)),
                                row.getString(4))));
            }
        });
    }

    /** From a row of {@link #COLUMNS}. */
    static ImportJob job(ResultSet row) throws SQLException {
        return new ImportJob(
                row.getLong(1),
                new ImportFile(row.getString(2), row.getString(3), row.getLong(4)),
                row.getLong(5),
                row.getLong(6),
                new ImportJob.Counts(row.getLong(7), row.getLong(8), row.getLong(9), row.getLong(10)),
                Micros.read(row, 11),
                Micros.readNullable(row, 12));
    }
}
