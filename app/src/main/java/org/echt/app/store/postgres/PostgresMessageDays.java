package org.echt.app.store.postgres;

import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echt.core.ledger.DayEntry;
import org.echt.core.ledger.DayProof;
import org.echt.core.ledger.DayRecord;
import org.echt.core.outreach.Message.State;
import org.echt.core.outreach.MessageDays;
import org.echt.core.outreach.SentMessage;
import org.echt.core.registration.ContactAddress;
import org.echt.core.registration.Occasion;
import org.echt.core.tlog.Commitment;
import org.echt.core.tlog.Frontier;
import org.echt.core.tlog.Hash;
import org.jspecify.annotations.Nullable;

/** Days of messages. Thread-safe; durable on return. */
final class PostgresMessageDays implements MessageDays {
    private static final SecureRandom CHANCE = new SecureRandom();
    private static final int MESSAGES_AT_ONCE = 5_000;
    private static final String SENT =
            "m.id, i.item, m.channel, m.occasion, m.recall, m.version, m.sent_at, %s.state, m.said";

    private final PersonalData data;

    PostgresMessageDays(PersonalData data) {
        this.data = data;
    }

    @Override
    public Optional<DayEntry> commit(Instant now) {
        var today = day(now.minus(GRACE));
        return data.inTransaction(connection -> {
            // One at a time; whoever waited sees what the one before left.
            Sql.list(
                    connection,
                    "select pg_advisory_xact_lock(hashtextextended('echt message days', 0)) is null",
                    row -> row.getBoolean(1));
            var day = due(connection);
            if (day == null || !day.isBefore(today)) {
                return Optional.empty();
            }
            var entry = records(connection, day);
            Sql.update(
                    connection,
                    "insert into person.message_day (day, count, root, at) values (?, ?, ?, ?)",
                    day,
                    Math.toIntExact(entry.count()),
                    entry.root().bytes(),
                    Micros.parameter(now));
            PostgresAudit.write(connection, entry.audit(now));
            return Optional.of(entry);
        });
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /** The next day to commit to, which may not be over yet; null where nothing was sent. */
    private static @Nullable LocalDate due(Connection connection) throws SQLException {
        return Sql.list(
                        connection,
                        "select (select min(at) from person.message_sent), (select max(day) from person.message_day)",
                        PostgresMessageDays::due)
                .getFirst()
                .orElse(null);
    }

    private static Optional<LocalDate> due(ResultSet row) throws SQLException {
        var oldest = Micros.readNullable(row, 1);
        var last = row.getObject(2, LocalDate.class);
        return Optional.ofNullable(oldest)
                .map(PostgresMessageDays::day)
                .map(day -> last == null || day.isAfter(last) ? day : last.plusDays(1));
    }

    private static DayEntry records(Connection connection, LocalDate day) throws SQLException {
        var end = Micros.parameter(day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        var tree = new Frontier();
        long last = 0;
        List<SentMessage> page;
        do {
            page = Sql.list(
                    connection,
                    "select " + SENT.formatted("m") + """
                             from (select message from person.message_sent where at < ? and message > ?
                                    order by message limit ?) s
                             join person.message m on m.id = s.message
                             left join person.message_item i on i.message = m.id
                            order by m.id, i.item""",
                    PostgresMessageDays::sent,
                    end,
                    last,
                    MESSAGES_AT_ONCE);
            if (!page.isEmpty()) {
                keep(connection, day, page, tree);
                last = page.getLast().message();
            }
        } while (!page.isEmpty());
        Sql.update(connection, "delete from person.message_sent where at < ? and message <= ?", end, last);
        return new DayEntry(TYPE, day, tree.size(), tree.root());
    }

    private static void keep(Connection connection, LocalDate day, List<SentMessage> page, Frontier tree)
            throws SQLException {
        var places = new int[page.size()];
        var salts = new byte[page.size()][Commitment.SALT];
        var leaves = new byte[page.size()][];
        for (int i = 0; i < places.length; i++) {
            CHANCE.nextBytes(salts[i]);
            var leaf = new DayRecord(page.get(i).content(), salts[i]).leaf();
            places[i] = Math.toIntExact(tree.size());
            leaves[i] = leaf.bytes();
            tree.add(leaf);
        }
        Sql.update(
                connection,
                "insert into person.message_record (day, place, message, item, state, salt, leaf) select ?, t.*"
                        + " from unnest(?::int4[], ?::int8[], ?::int8[], ?::text[], ?::bytea[], ?::bytea[]) t",
                day,
                places,
                page.stream().mapToLong(SentMessage::message).toArray(),
                page.stream().map(SentMessage::item).toArray(Long[]::new),
                page.stream().map(sent -> sent.state().name()).toArray(String[]::new),
                salts,
                leaves);
    }

    private static SentMessage sent(ResultSet row) throws SQLException {
        var said = row.getBytes(9);
        return new SentMessage(
                row.getLong(1),
                row.getObject(2, Long.class),
                ContactAddress.Kind.valueOf(row.getString(3)),
                Occasion.valueOf(row.getString(4)),
                row.getString(5),
                row.getInt(6),
                Micros.read(row, 7),
                State.valueOf(row.getString(8)),
                said == null ? null : Hash.of(said));
    }

    /** A record where it stands. */
    private record Placed(LocalDate day, int place, DayRecord record) {}

    @Override
    public List<DayProof> proofs(long message) {
        return data.inTransaction(connection -> {
            var placed = Sql.list(
                    connection,
                    "select " + SENT.formatted("i") + """
                            , i.day, i.place, i.salt from person.message_record i join person.message m on m.id = i.message
                            where i.message = ? order by i.place""",
                    row -> new Placed(
                            row.getObject(10, LocalDate.class),
                            row.getInt(11),
                            new DayRecord(sent(row).content(), row.getBytes(12))),
                    message);
            if (placed.isEmpty()) {
                return List.of();
            }
            // A message is committed to whole, in one day.
            var leaves = leaves(connection, placed.getFirst().day());
            var proofs = new ArrayList<DayProof>();
            placed.forEach(one -> proofs.add(DayProof.of(one.day(), one.record(), leaves, one.place())));
            return proofs;
        });
    }

    private static byte[] leaves(Connection connection, LocalDate day) throws SQLException {
        var leaves = new ByteArrayOutputStream();
        Sql.rows(
                connection,
                "select leaf from person.message_record where day = ? order by place",
                row -> leaves.writeBytes(row.getBytes(1)),
                day);
        return leaves.toByteArray();
    }
}
