package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.echt.core.audit.AuditEntry;
import org.echt.core.gs1.Gtin;
import org.echt.core.maker.BatchUse;
import org.echt.core.maker.Export;
import org.echt.core.maker.Maker;
import org.echt.core.maker.MakerStore;
import org.echt.core.maker.Quota;
import org.echt.core.maker.Quotas;
import org.echt.core.serial.Batch;
import org.echt.core.serial.BatchStore;
import org.jspecify.annotations.Nullable;

/** Makers and quotas. Thread-safe; durable on return. */
final class PostgresMakers implements MakerStore {
    private static final String USED = """
            select coalesce(sum(count) filter (where gtin = ?), 0), coalesce(sum(count), 0)
              from batch where maker collate "C" = ? and number <> ?""";
    /** A batch's items lie in one interval of numbers, and only those that something happened to have a row. */
    private static final String USES = """
            select b.number, count(*) filter (where i.life = 'NOT_RELEASED'),
                   count(*) filter (where i.life in ('DESTROYED', 'SAMPLE')), count(*) filter (where i.checks > 0),
                   count(*) filter (where i.life = 'NOT_RELEASED' and i.checks > 0),
                   coalesce(sum(i.checks) filter (where i.life = 'NOT_RELEASED'), 0)
              from batch b
              join item_state i on i.item between b.number::int8 << 38 and (b.number::int8 << 38) + b.count - 1
             where b.maker collate "C" = ?
             group by b.number""";

    private final Database database;

    PostgresMakers(Database database) {
        this.database = database;
    }

    /**
     * Whether a batch that was just inserted is more than its maker may have. Inside a change of the catalogue, whose row
     * lock lets no other batch in meanwhile.
     */
    static Optional<BatchStore.Put> refusal(Connection connection, Batch batch) throws SQLException {
        var known = makers(connection, "");
        if (known.isEmpty()) {
            return Optional.empty();
        }
        var maker = known.stream().filter(m -> m.name().equals(batch.maker())).findFirst();
        if (maker.isEmpty()) {
            return Optional.of(new BatchStore.UnknownMaker(batch.maker()));
        }
        return maker.get().own() ? Optional.empty() : overQuota(connection, batch);
    }

    private static Optional<BatchStore.Put> overQuota(Connection connection, Batch batch) throws SQLException {
        var quotas = quotas(connection, batch.maker());
        try (var select = connection.prepareStatement(USED)) {
            select.setString(1, batch.gtin().digits());
            select.setString(2, batch.maker());
            select.setInt(3, batch.number());
            try (var rows = select.executeQuery()) {
                rows.next();
                return Quotas.refusal(batch, quotas, rows.getLong(1), rows.getLong(2));
            }
        }
    }

    @Override
    public List<Maker> makers() {
        return database.withConnection(connection -> makers(connection, ""));
    }

    @Override
    public Optional<Maker> maker(String name) {
        return database.withConnection(connection -> makers(connection, "where name = ?", CopyIn.clean(name)).stream()
                .findFirst());
    }

    @Override
    public List<Quota> quotas(String maker) {
        return database.withConnection(connection -> quotas(connection, CopyIn.clean(maker)));
    }

    @Override
    public boolean change(@Nullable Maker before, Maker after, AuditEntry audit) {
        return database.inTransaction(connection -> {
            boolean done = before == null
                    ? CatalogueChange.insert(
                            connection,
                            "insert into maker (name, own, certificate) values (?, ?, ?) on conflict do nothing",
                            after.name(),
                            after.own(),
                            after.certificate())
                    : CatalogueChange.insert(
                            connection,
                            "update maker set own = ?, certificate = ? where name = ? and own = ? and certificate = ?",
                            after.own(),
                            after.certificate(),
                            before.name(),
                            before.own(),
                            before.certificate());
            return written(connection, done, audit);
        });
    }

    @Override
    public boolean change(@Nullable Quota before, Quota after, AuditEntry audit) {
        return database.inTransaction(connection -> {
            boolean done = before == null
                    ? CatalogueChange.insert(
                            connection,
                            "insert into maker_quota (maker, gtin, codes) select name, ?, ? from maker where name = ?"
                                    + " on conflict do nothing",
                            digits(after.gtin()),
                            after.codes(),
                            after.maker())
                    : CatalogueChange.insert(
                            connection,
                            "update maker_quota set codes = ? where maker = ? and gtin = ? and codes = ?",
                            after.codes(),
                            before.maker(),
                            digits(after.gtin()),
                            before.codes());
            return written(connection, done, audit);
        });
    }

    private static boolean written(Connection connection, boolean done, AuditEntry audit) throws SQLException {
        if (done) {
            PostgresAudit.write(connection, audit);
        }
        return done;
    }

    @Override
    public List<BatchUse> uses(String maker) {
        return database.withConnection(connection -> {
            var touched = new HashMap<Integer, BatchUse>();
            var batches = PostgresBatches.all(connection).stream()
                    .filter(b -> b.maker().equals(maker))
                    .toList();
            try (var select = connection.prepareStatement(USES)) {
                select.setString(1, CopyIn.clean(maker));
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        int number = rows.getInt(1);
                        for (var batch : batches) {
                            if (batch.number() == number) {
                                touched.put(number, use(batch, rows));
                            }
                        }
                    }
                }
            }
            return batches.stream()
                    .map(b -> touched.getOrDefault(b.number(), new BatchUse(b, 0, 0, 0, 0, 0)))
                    .toList();
        });
    }

    @Override
    public void record(Export export, String by) {
        database.inTransaction(connection -> written(connection, true, export.audit(by)));
    }

    private static BatchUse use(Batch batch, ResultSet row) throws SQLException {
        return new BatchUse(batch, row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6));
    }

    private static List<Maker> makers(Connection connection, String where, String... values) throws SQLException {
        try (var select =
                connection.prepareStatement("select name, own, certificate from maker " + where + " order by name")) {
            for (int i = 0; i < values.length; i++) {
                select.setString(i + 1, values[i]);
            }
            try (var rows = select.executeQuery()) {
                var makers = new ArrayList<Maker>();
                while (rows.next()) {
                    makers.add(new Maker(rows.getString(1), rows.getBoolean(2), rows.getString(3)));
                }
                return makers;
            }
        }
    }

    private static List<Quota> quotas(Connection connection, String maker) throws SQLException {
        try (var select =
                connection.prepareStatement("select gtin, codes from maker_quota where maker = ? order by gtin")) {
            select.setString(1, maker);
            try (var rows = select.executeQuery()) {
                var quotas = new ArrayList<Quota>();
                while (rows.next()) {
                    var gtin = rows.getString(1);
                    quotas.add(new Quota(maker, gtin.isEmpty() ? null : new Gtin(gtin), rows.getLong(2)));
                }
                return quotas;
            }
        }
    }

    private static String digits(@Nullable Gtin gtin) {
        return gtin == null ? "" : gtin.digits();
    }
}
