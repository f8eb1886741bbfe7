package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.echt.core.audit.AuditEntry;
import org.echt.core.notice.RemedyKind;
import org.echt.core.outreach.Message;
import org.echt.core.outreach.Message.State;
import org.echt.core.outreach.Outbox;
import org.echt.core.outreach.Told;
import org.echt.core.registration.ContactAddress;
import org.echt.core.registration.Occasion;
import org.echt.core.registration.StoredPerson;
import org.echt.core.serial.ItemSet;
import org.echt.core.tlog.Hash;
import org.jspecify.annotations.Nullable;

/** Messages to persons. Thread-safe; durable on return; instants are kept to the microsecond. */
final class PostgresOutbox implements Outbox {
    private static final String COLUMNS =
            "m.id, m.person, m.channel, m.occasion, m.recall, m.version, m.object, m.letter, m.urgent, m.state,"
                    + " m.not_before, m.attempts, m.cause, m.at, m.sent_at";
    static final String INSERT = """
            insert into person.message (person, channel, occasion, recall, version, object, letter, urgent, first, state,
              not_before, attempts, cause, at)
            """;

    private final PersonalData data;

    PostgresOutbox(PersonalData data) {
        this.data = data;
    }

    @Override
    public boolean post(StoredPerson to, Occasion occasion, long object, byte[] letter, Instant now) {
        return data.inTransaction(connection -> {
            PersonalData.lock(connection, to.id());
            var same = """
                    select count(*) from person.message
                     where person = ? and occasion = ? and object = ? and state = 'WAITING' and length(letter) = ?""";
            if (letter.length == 0 && Sql.count(connection, same, to.id(), occasion.name(), object, 0) > 0) {
                return true;
            }
            if (occasion.isAsked() && asked(connection, to.id(), now) >= ASKED_AT_MOST) {
                return false;
            }
            Sql.update(
                    connection,
                    INSERT + "values (?, ?, ?, '', 0, ?, ?, true, false, 'WAITING', ?, 0, '', ?)",
                    to.id(),
                    to.kind().name(),
                    occasion.name(),
                    object,
                    letter,
                    Micros.parameter(now),
                    Micros.parameter(now));
            return true;
        });
    }

    private static long asked(Connection connection, long person, Instant now) throws SQLException {
        return Sql.count(connection, """
                select count(*) from person.message where person = ? and at > ?
                   and occasion in ('CONFIRM_WATCH', 'CONFIRM_REGISTRATION', 'THINGS', 'RECEIPT')""", person, Micros.parameter(now.minus(Duration.ofDays(1))));
    }

    @Override
    public void postOnce(StoredPerson to, Occasion occasion, long object, Instant now) {
        data.inTransaction(connection -> Sql.update(
                connection,
                INSERT + "values (?, ?, ?, '', 0, ?, '', true, false, 'WAITING', ?, 0, '', ?) on conflict do nothing",
                to.id(),
                to.kind().name(),
                occasion.name(),
                object,
                Micros.parameter(now),
                Micros.parameter(now)));
    }

    @Override
    public int announce(Announcement announcement, Collection<Told> told, Instant now) {
        return data.inTransaction(connection -> {
            var hold = hold(connection, announcement.recall(), announcement.version());
            if (hold == Hold.CANCELLED) {
                return 0;
            }
            return Announcing.insert(connection, announcement, List.copyOf(told), now);
        });
    }

    @Override
    public void alerted(String recall, Alerted visitor) {
        data.snapshot(
                connection -> Sql.rows(connection, """
                select distinct m.person, i.item from person.message m join person.message_item i on i.message = m.id
                 where m.recall = ? and m.occasion = 'ALERT' and m.state in ('SENT', 'DELIVERED', 'BOUNCED', 'SENDING')""", row -> visitor.see(row.getLong(1), row.getLong(2)), recall));
    }

    @Override
    public ItemSet toldOf(String recall, int version) {
        var persons = ItemSet.builder();
        data.snapshot(connection -> Sql.rows(
                connection,
                "select person from person.message where recall = ? and version = ?",
                row -> persons.add(row.getLong(1)),
                recall,
                version));
        return persons.build();
    }

    @Override
    public long[] items(long message) {
        return data.inTransaction(connection -> {
            var items = new ArrayList<Long>();
            Sql.rows(
                    connection,
                    "select item from person.message_item where message = ? order by item",
                    row -> items.add(row.getLong(1)),
                    message);
            return items.stream().mapToLong(Long::longValue).toArray();
        });
    }

    @Override
    public List<Message> claim(Claim claim, Instant now) {
        return data.inTransaction(connection -> {
            var taken = new TreeMap<Long, Message>();
            Sql.rows(
                    connection,
                    """
                    with t as (select m.id from person.message m
                                where m.state = 'WAITING' and m.channel = ? and m.not_before <= ? and m.recall <> all(?)
                                  and not exists (select from person.hold h
                                    where h.recall = m.recall and h.version = m.version and h.hold <> 'NONE')
                                order by m.urgent desc, m.first desc, m.id limit ? for update skip locked)
                    update person.message m set state = 'SENDING' from t where m.id = t.id
                    returning\s""" + COLUMNS + ", m.first",
                    row -> {
                        var message = message(row);
                        taken.put(rank(message, row.getBoolean(16)), message);
                    },
                    claim.channel().name(),
                    Micros.parameter(now),
                    claim.silent().toArray(String[]::new),
                    claim.limit());
            return List.copyOf(taken.values());
        });
    }

    /** The order of the query, which an update does not keep. */
    private static long rank(Message message, boolean first) {
        return (message.urgent() ? 0 : 1L << 62) + (first ? 0 : 1L << 61) + message.id();
    }

    @Override
    public List<Message> sending() {
        return messages("where m.state = 'SENDING' order by m.id");
    }

    @Override
    public void settle(Collection<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return;
        }
        var all = List.copyOf(outcomes);
        data.inTransaction(connection -> {
            var sent = new ArrayList<Long>();
            var alerts = new ArrayList<Long>();
            Sql.rows(
                    connection,
                    """
                    update person.message m set state = t.state, cause = t.cause,
                           attempts = m.attempts + case when t.attempt then 1 else 0 end,
                           not_before = case when t.state = 'WAITING' then echt_instant(t.at) else m.not_before end,
                           sent_at = case when t.state = 'SENT' then echt_instant(t.at) else m.sent_at end,
                           said = case when t.state = 'SENT' then t.said else m.said end,
                           letter = case when t.state = 'WAITING' then m.letter else '' end
                      from unnest(?::int8[], ?::text[], ?::int8[], ?::boolean[], ?::text[], ?::bytea[])
                           t(id, state, at, attempt, cause, said)
                     where m.id = t.id and m.state = 'SENDING'
                     returning m.id, m.state = 'SENT', m.state = 'SENT' and m.occasion = 'ALERT'""",
                    row -> {
                        if (row.getBoolean(2)) {
                            sent.add(row.getLong(1));
                        }
                        if (row.getBoolean(3)) {
                            alerts.add(row.getLong(1));
                        }
                    },
                    all.stream().mapToLong(Outcome::message).toArray(),
                    all.stream().map(o -> o.state().name()).toArray(String[]::new),
                    all.stream().mapToLong(o -> Micros.of(o.at())).toArray(),
                    all.stream().map(Outcome::isAttempt).toArray(Boolean[]::new),
                    all.stream().map(o -> CopyIn.clean(o.cause())).toArray(String[]::new),
                    all.stream().map(o -> said(o.said())).toArray(byte[][]::new));
            toCommit(connection, sent);
            unclear(connection, alerts);
            return true;
        });
    }

    private static byte @Nullable [] said(@Nullable Hash said) {
        return said == null ? null : said.bytes();
    }

    /** They wait until their day is committed to. */
    private static void toCommit(Connection connection, List<Long> sent) throws SQLException {
        if (!sent.isEmpty()) {
            Sql.update(
                    connection,
                    "insert into person.message_sent (message, at)"
                            + " select id, sent_at from person.message where id = any(?)",
                    (Object) sent.stream().mapToLong(Long::longValue).toArray());
        }
    }

    /** Whoever was told of an item no longer counts as told that all is well. */
    private static void unclear(Connection connection, List<Long> sent) throws SQLException {
        if (!sent.isEmpty()) {
            Sql.update(connection, """
                    update person.watch w set clear = false
                      from person.message_item i join person.message m on m.id = i.message
                     where i.message = any(?) and w.person = m.person and w.item = i.item and w.clear""", (Object)
                    sent.stream().mapToLong(Long::longValue).toArray());
        }
    }

    @Override
    public boolean report(long message, State state, Instant at, String cause) {
        return data.inTransaction(connection -> {
            // The report is the first to say that it was sent at all.
            boolean isSent = Sql.list(
                            connection,
                            "select state = 'SENDING' from person.message where id = ? for update",
                            row -> row.getBoolean(1),
                            message)
                    .contains(true);
            int touched = Sql.update(
                    connection,
                    """
                    update person.message set state = ?, cause = ?, sent_at = coalesce(sent_at, ?),
                           delivered_at = case when ? = 'DELIVERED' then coalesce(delivered_at, ?) else delivered_at end
                     where id = ? and (state in ('SENT', 'SENDING') or (state = 'DELIVERED' and ? = 'BOUNCED'))""",
                    state.name(),
                    CopyIn.clean(cause),
                    Micros.parameter(at),
                    state.name(),
                    Micros.parameter(at),
                    message,
                    state.name());
            if (isSent && touched == 1) {
                toCommit(connection, List.of(message));
            }
            if (touched == 1 && state == State.BOUNCED) {
                Sql.update(connection, """
                        update person.person p set unreachable_since = coalesce(unreachable_since, ?)
                          from person.message m where m.id = ? and p.id = m.person""", Micros.parameter(at), message);
            }
            return touched == 1;
        });
    }

    @Override
    public boolean read(long message, Instant at) {
        return data.inTransaction(connection -> Sql.update(
                        connection,
                        "update person.message set read_at = coalesce(read_at, ?) where id = ?",
                        Micros.parameter(at),
                        message)
                == 1);
    }

    @Override
    public boolean answer(long message, RemedyKind wish, Instant at) {
        return data.inTransaction(connection ->
                Sql.update(connection, """
                        update person.message set read_at = coalesce(read_at, ?), answered_at = coalesce(answered_at, ?),
                               wish = ? where id = ?""", Micros.parameter(at), Micros.parameter(at), wish.name(), message) == 1);
    }

    @Override
    public Optional<Message> message(long id) {
        return messages("where m.id = ?", id).stream().findFirst();
    }

    @Override
    public List<Message> find(Filter filter) {
        var state = filter.state();
        return messages(
                """
                where (? = '' or m.recall = ?) and (? = '' or m.state = ?) and (? = 0 or m.person = ?) and m.id < ?
                 order by m.id desc limit ?""",
                filter.recall(),
                filter.recall(),
                state == null ? "" : state.name(),
                state == null ? "" : state.name(),
                filter.person(),
                filter.person(),
                filter.below(),
                filter.limit());
    }

    @Override
    public List<Message> about(long item, Instant to) {
        return messages(
                "where m.id in (select message from person.message_item where item = ?) and m.at < ? order by m.id",
                item,
                Micros.parameter(to));
    }

    private List<Message> messages(String where, Object... values) {
        return data.inTransaction(connection -> {
            return Sql.list(
                    connection,
                    "select " + COLUMNS + " from person.message m " + where,
                    PostgresOutbox::message,
                    values);
        });
    }

    private static Message message(ResultSet row) throws SQLException {
        return new Message(
                row.getLong(1),
                row.getLong(2),
                ContactAddress.Kind.valueOf(row.getString(3)),
                Occasion.valueOf(row.getString(4)),
                row.getString(5),
                row.getInt(6),
                row.getLong(7),
                row.getBytes(8),
                row.getBoolean(9),
                State.valueOf(row.getString(10)),
                Micros.read(row, 11),
                row.getInt(12),
                row.getString(13),
                Micros.read(row, 14),
                Micros.readNullable(row, 15));
    }

    @Override
    public Map<State, Long> count(String recall, int version) {
        return data.inTransaction(connection -> MessageCounts.states(connection, recall, version));
    }

    @Override
    public List<Tally> tally(String recall, int version) {
        return data.inTransaction(connection -> MessageCounts.tallies(connection, recall, version));
    }

    @Override
    public long sent(String recall, ContactAddress.Kind channel, Instant from, Instant to) {
        return data.inTransaction(connection -> MessageCounts.sent(connection, recall, channel, from, to));
    }

    @Override
    public ItemSet items(String recall, Step step, Instant from, Instant to) {
        var items = ItemSet.builder();
        data.snapshot(connection -> MessageCounts.items(connection, recall, step, from, to, items::add));
        return items.build();
    }

    @Override
    public Hold hold(String recall, int version) {
        return data.inTransaction(connection -> hold(connection, recall, version));
    }

    private static Hold hold(Connection connection, String recall, int version) throws SQLException {
        var found = new ArrayList<Hold>();
        Sql.rows(
                connection,
                "select hold from person.hold where recall = ? and version = ?",
                row -> found.add(Hold.valueOf(row.getString(1))),
                recall,
                version);
        return found.isEmpty() ? Hold.NONE : found.getFirst();
    }

    @Override
    public int hold(String recall, int version, Hold hold, AuditEntry entry) {
        return data.inTransaction(connection -> {
            Sql.update(connection, """
                    insert into person.hold (recall, version, hold) values (?, ?, ?)
                    on conflict (recall) do update set version = excluded.version, hold = excluded.hold""", recall, version, hold.name());
            PostgresAudit.write(connection, entry);
            return hold == Hold.CANCELLED
                    ? cancel(connection, "recall = ? and version = ?", recall, version, "cancelled by " + entry.by())
                    : 0;
        });
    }

    @Override
    public int cancelOtherVersions(String recall, int version, Instant now) {
        return data.inTransaction(connection ->
                cancel(connection, "recall = ? and version <> ?", recall, version, "another version is told now"));
    }

    private static int cancel(Connection connection, String where, String recall, int version, String cause)
            throws SQLException {
        return Sql.update(
                connection,
                "update person.message set state = 'CANCELLED', cause = ?, letter = '' where state = 'WAITING' and "
                        + where,
                cause,
                recall,
                version);
    }

    @Override
    public Optional<Lead> lead() {
        return SenderLead.take(data.dedicated());
    }
}
