package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.ToLongFunction;
import org.echt.core.asbuilt.Build;
import org.echt.core.asbuilt.ImportAudit;
import org.echt.core.asbuilt.ImportChunk;
import org.echt.core.asbuilt.ImportJob;
import org.echt.core.asbuilt.ImportStore;
import org.echt.core.asbuilt.Installation;
import org.echt.core.asbuilt.RejectedLine;
import org.jspecify.annotations.Nullable;

/**
 * One running import on a connection of its own, which holds the lock: when either is lost the session is over, and
 * another one goes on after the last chunk. Not thread-safe.
 */
final class ImportSession implements ImportStore.Session {
    /** Below this the tables need no tidying after an import. */
    private static final long MANY = 10_000;

    private static final String OF_PARTS = """
            select i.parent, i.part, i.valid_from, i.valid_to from unnest(?::int8[], ?::int8[]) r(first, last)
              join installation i on i.part between r.first and r.last""";
    private static final String CLOSE = """
            update installation i set valid_to = echt_instant(c.until)
              from unnest(?::int8[], ?::int8[], ?::int8[], ?::int8[]) c(parent, part, since, until)
             where i.part = c.part and i.valid_from = echt_instant(c.since) and i.parent = c.parent""";
    private static final String PROGRESS = """
            update import_job set done_bytes = ?, done_lines = ?, added = added + ?, closed = closed + ?,
              same = same + ?, rejected = rejected + ?, finished_at = ?
             where id = ? returning""" + PostgresImports.COLUMNS;

    private final Connection connection;
    private final ForeignNumbers numbers;
    private final String by;
    private ImportJob job;
    private boolean begun;
    private boolean closed;

    ImportSession(Connection connection, ImportJob job, String by, ForeignNumbers numbers) {
        this.connection = connection;
        this.job = job;
        this.by = by;
        this.numbers = numbers;
    }

    @Override
    public ImportJob job() {
        return job;
    }

    @Override
    public long[] numbers(List<ImportStore.NamedPart> parts) {
        return run(c -> numbers.numbers(c, parts));
    }

    @Override
    public List<Installation> installationsOf(long[] parts) {
        return run(c -> installations(c, parts));
    }

    @Override
    public List<Installation> above(long[] items) {
        return run(c -> {
            var found = new LinkedHashSet<Installation>();
            var seen = new LinkedHashSet<Long>();
            Arrays.stream(items).forEach(seen::add);
            long[] level = items;
            for (int depth = 1; depth <= Build.MAX_DEPTH && level.length > 0; depth++) {
                var above = installations(c, level);
                found.addAll(above);
                level = above.stream()
                        .mapToLong(Installation::parent)
                        .filter(seen::add)
                        .toArray();
            }
            return List.copyOf(found);
        });
    }

    private static List<Installation> installations(Connection connection, long[] parts) throws SQLException {
        var sorted = parts.clone();
        Arrays.parallelSort(sorted);
        var found = new ArrayList<Installation>();
        try (var select = connection.prepareStatement(OF_PARTS)) {
            PartRanges.of(visitor -> Arrays.stream(sorted).distinct().forEach(visitor), (firsts, lasts) -> {
                select.setObject(1, firsts);
                select.setObject(2, lasts);
                Streams.rows(
                        select,
                        row -> found.add(new Installation(
                                row.getLong(1), row.getLong(2), Micros.read(row, 3), Micros.read(row, 4))));
            });
        }
        return found;
    }

    @Override
    public void commit(ImportChunk chunk) {
        run(c -> {
            if (job.done()) {
                throw new IllegalStateException("import " + job.id() + " is done already");
            }
            numbers.store(c);
            end(c, chunk.closed());
            add(c, chunk.added());
            reject(c, chunk.rejected());
            var after = progress(c, chunk);
            audit(c, after, chunk.at());
            c.commit();
            job = after;
            begun = true;
            numbers.forget();
            return after;
        });
        if (job.done() && job.counts().added() > MANY) {
            tidy();
        }
    }

    private void audit(Connection connection, ImportJob after, Instant at) throws SQLException {
        if (!begun) {
            PostgresAudit.write(connection, ImportAudit.begun(job, by, at));
        }
        if (after.done()) {
            PostgresAudit.write(connection, ImportAudit.finished(after, by, at));
        }
    }

    /** New rows are visible to all only after a vacuum has said so; until then covering indexes do not cover. */
    private void tidy() {
        try {
            connection.setAutoCommit(true);
            try (var vacuum = connection.prepareStatement("vacuum (analyze) installation, foreign_part")) {
                vacuum.execute();
            }
            connection.setAutoCommit(false);
        } catch (SQLException _) {
            // The import is done and durable; the server's own vacuum will come by.
            closed = true;
        }
    }

    private static void end(Connection connection, List<Installation> ending) throws SQLException {
        if (ending.isEmpty()) {
            return;
        }
        try (var update = connection.prepareStatement(CLOSE)) {
            update.setObject(1, column(ending, Installation::parent));
            update.setObject(2, column(ending, Installation::part));
            update.setObject(3, column(ending, i -> Micros.of(i.from())));
            update.setObject(4, column(ending, i -> Micros.of(i.to())));
            int ended = update.executeUpdate();
            if (ended != ending.size()) {
                throw new IllegalArgumentException("of " + ending.size() + " installations to end only " + ended
                        + " are stored, the first to end being " + ending.getFirst());
            }
        }
    }

    private static long[] column(List<Installation> installations, ToLongFunction<Installation> value) {
        return installations.stream().mapToLong(value).toArray();
    }

    /** Sorted by part: the index upwards then grows in order, which saves a fifth of the time. */
    private static void add(Connection connection, List<Installation> added) throws SQLException {
        var sorted = added.toArray(new Installation[0]);
        Arrays.parallelSort(sorted, Comparator.comparingLong(Installation::part));
        CopyIn.copy(
                connection,
                "copy installation (parent, part, valid_from, valid_to) from stdin (format binary)",
                copy -> {
                    for (var installation : sorted) {
                        copy.row(4)
                                .int8(installation.parent())
                                .int8(installation.part())
                                .instant(installation.from())
                                .instant(installation.to());
                    }
                });
    }

    private void reject(Connection connection, List<RejectedLine> rejected) throws SQLException {
        if (rejected.isEmpty()) {
            return;
        }
        CopyIn.copy(
                connection,
                "copy import_reject (job, line, place, field, cause, detail) from stdin (format binary)",
                copy -> {
                    long place = job.counts().rejected();
                    for (var line : rejected) {
                        copy.row(6).int8(job.id()).int8(line.line()).int8(place++);
                        copy.text(line.column()).text(line.cause().name()).text(line.detail());
                    }
                });
    }

    private ImportJob progress(Connection connection, ImportChunk chunk) throws SQLException {
        try (var update = connection.prepareStatement(PROGRESS)) {
            update.setLong(1, chunk.doneBytes());
            update.setLong(2, chunk.doneLines());
            update.setLong(3, chunk.added().size());
            update.setLong(4, chunk.closed().size());
            update.setLong(5, chunk.same());
            update.setLong(6, chunk.rejected().size());
            update.setObject(
                    7, chunk.finished() ? Micros.parameter(chunk.at()) : null, java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
            update.setLong(8, job.id());
            try (var row = update.executeQuery()) {
                row.next();
                return PostgresImports.job(row);
            }
        }
    }

    /** Runs one step; what a failed one did is undone. */
    private <T extends @Nullable Object> T run(SqlFunction<Connection, T> step) {
        if (closed) {
            throw new IllegalStateException("this import session is closed");
        }
        try {
            var result = step.apply(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            undo(e);
            throw SqlFaults.translate(e);
        } catch (RuntimeException e) {
            undo(e);
            throw e;
        }
    }

    private void undo(Exception why) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            connection.close();
        } catch (SQLException _) {
            // A broken connection is closed already, and its lock is free.
            return;
        }
    }
}
