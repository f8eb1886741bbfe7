package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.echt.core.audit.AuditEntry;
import org.echt.core.registration.Claimed;
import org.echt.core.registration.ContactAddress;
import org.echt.core.registration.ContactStore;
import org.echt.core.registration.Dispute;
import org.echt.core.registration.Evidence;
import org.echt.core.registration.Registration;
import org.echt.core.registration.Registration.State;
import org.echt.core.registration.Retention;
import org.echt.core.registration.StoredPerson;
import org.echt.core.registration.Watch;
import org.echt.core.serial.ItemSet;
import org.jspecify.annotations.Nullable;

/** Persons and what hangs on them. Thread-safe; durable on return; instants are kept to the microsecond. */
final class PostgresContacts implements ContactStore {
    private static final String PERSON =
            "select id, lookup, key, address, kind, language, country, news_at, generation, since, unreachable_since"
                    + " from person.person ";
    private static final String WATCH =
            "select person, item, source, clear, since, confirmed_at, keep_until from person.watch ";

    private final PersonalData data;

    PostgresContacts(PersonalData data) {
        this.data = data;
    }

    @Override
    public StoredPerson keep(StoredPerson person) {
        return keep(List.of(person)).getFirst();
    }

    @Override
    public List<StoredPerson> keep(List<StoredPerson> persons) {
        return data.inTransaction(connection -> keep(connection, persons));
    }

    static List<StoredPerson> keep(Connection connection, List<StoredPerson> persons) throws SQLException {
        // In the order of the look-ups, so that two who keep the same persons never wait for each other.
        var ordered = persons.stream()
                .sorted((a, b) -> Arrays.compareUnsigned(a.lookup(), b.lookup()))
                .toList();
        try (var insert = connection.prepareStatement("""
                insert into person.person
                  (id, lookup, key, address, kind, language, country, news_at, generation, since, unreachable_since)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (lookup) do nothing""")) {
            for (var person : ordered) {
                add(insert, person);
            }
            insert.executeBatch();
        }
        return found(connection, persons);
    }

    private static void add(PreparedStatement insert, StoredPerson person) throws SQLException {
        insert.setLong(1, person.id());
        insert.setBytes(2, person.lookup());
        insert.setBytes(3, person.key());
        insert.setBytes(4, person.address());
        insert.setString(5, person.kind().name());
        insert.setString(6, person.language());
        insert.setString(7, person.country());
        insert.setObject(8, micros(person.newsAt()));
        insert.setInt(9, person.generation());
        insert.setObject(10, Micros.parameter(person.since()));
        insert.setObject(11, micros(person.unreachableSince()));
        insert.addBatch();
    }

    private static List<StoredPerson> found(Connection connection, List<StoredPerson> persons) throws SQLException {
        var found = new HashMap<String, StoredPerson>();
        var lookups = persons.stream().map(StoredPerson::lookup).toArray(byte[][]::new);
        Sql.rows(
                connection,
                PERSON + "where lookup = any(?)",
                row -> {
                    var person = person(row);
                    found.put(name(person.lookup()), person);
                },
                (Object) lookups);
        var inOrder = new ArrayList<StoredPerson>();
        for (var person : persons) {
            inOrder.add(Objects.requireNonNull(found.get(name(person.lookup()))));
        }
        return inOrder;
    }

    private static String name(byte[] lookup) {
        return HexFormat.of().formatHex(lookup);
    }

    @Override
    public Optional<StoredPerson> person(long id) {
        return persons("where id = ?", id).stream().findFirst();
    }

    @Override
    public Optional<StoredPerson> find(byte[] lookup) {
        return persons("where lookup = ?", lookup).stream().findFirst();
    }

    @Override
    public List<StoredPerson> persons(Collection<Long> ids) {
        return persons("where id = any(?)", (Object)
                ids.stream().mapToLong(Long::longValue).toArray());
    }

    private List<StoredPerson> persons(String where, Object value) {
        return data.inTransaction(connection -> {
            return Sql.list(connection, PERSON + where, PostgresContacts::person, value);
        });
    }

    private static StoredPerson person(ResultSet row) throws SQLException {
        return new StoredPerson(
                row.getLong(1),
                row.getBytes(2),
                row.getBytes(3),
                row.getBytes(4),
                ContactAddress.Kind.valueOf(row.getString(5)),
                row.getString(6),
                row.getString(7),
                Micros.readNullable(row, 8),
                row.getInt(9),
                Micros.read(row, 10),
                Micros.readNullable(row, 11));
    }

    @Override
    public boolean change(StoredPerson person) {
        return data.inTransaction(connection -> Sql.update(
                        connection,
                        """
                        update person.person
                           set language = ?, country = ?, news_at = ?, generation = ?, unreachable_since = ?
                         where id = ?""",
                        person.language(),
                        person.country(),
                        micros(person.newsAt()),
                        person.generation(),
                        micros(person.unreachableSince()),
                        person.id())
                == 1);
    }

    @Override
    public boolean delete(long person, AuditEntry entry) {
        return data.inTransaction(connection -> {
            for (var registration : registrations(connection, "where person = ?", person)) {
                if (registration.state() != State.ENDED) {
                    PersonalData.lock(connection, registration.item());
                    Claims.end(connection, registration, entry.at(), entry.by());
                }
            }
            if (Sql.update(connection, "delete from person.person where id = ?", person) == 0) {
                return false;
            }
            Sql.update(connection, """
                    update person.message set letter = '', cause = case when state = 'WAITING' then 'its person was deleted' else cause end,
                           state = case when state = 'WAITING' then 'CANCELLED' else state end
                     where person = ?""", person);
            PostgresAudit.write(connection, entry);
            return true;
        });
    }

    @Override
    public void seen(AuditEntry entry) {
        data.inTransaction(connection -> {
            PostgresAudit.write(connection, entry);
            return true;
        });
    }

    @Override
    public Asked ask(Watch watch) {
        return data.inTransaction(connection -> {
            PersonalData.lock(connection, watch.item());
            var known = watches(connection, "where person = ? and item = ?", watch.person(), watch.item());
            if (!known.isEmpty()) {
                return known.getFirst().confirmedAt() == null ? Asked.WAITS : Asked.CONFIRMED;
            }
            var waiting = "select count(*) from person.watch where item = ? and confirmed_at is null";
            if (Sql.count(connection, waiting, watch.item()) >= WAITING_AT_MOST) {
                return Asked.TOO_MANY;
            }
            insert(connection, List.of(watch));
            return Asked.WAITS;
        });
    }

    @Override
    public int watch(Collection<Watch> watches) {
        return data.inTransaction(connection -> insert(connection, watches));
    }

    /** Confirms as well what waits; returns how many rows changed. */
    static int insert(Connection connection, Collection<Watch> watches) throws SQLException {
        // In their order, so that two who insert the same never wait for each other.
        var ordered = watches.stream()
                .sorted(Comparator.comparingLong(Watch::person).thenComparingLong(Watch::item))
                .toList();
        return Sql.update(
                connection,
                """
                insert into person.watch as w (person, item, source, clear, since, confirmed_at, keep_until)
                select t.person, t.item, t.source, t.clear, echt_instant(t.since), echt_instant(t.confirmed),
                       echt_instant(t.until)
                  from unnest(?::int8[], ?::int8[], ?::text[], ?::boolean[], ?::int8[], ?::int8[], ?::int8[])
                       t(person, item, source, clear, since, confirmed, until)
                on conflict (person, item) do update set source = excluded.source, clear = excluded.clear,
                  confirmed_at = excluded.confirmed_at, keep_until = excluded.keep_until
                  where w.confirmed_at is null and excluded.confirmed_at is not null""",
                ordered.stream().mapToLong(Watch::person).toArray(),
                ordered.stream().mapToLong(Watch::item).toArray(),
                ordered.stream().map(w -> CopyIn.clean(w.source())).toArray(String[]::new),
                ordered.stream().map(Watch::clear).toArray(Boolean[]::new),
                ordered.stream().mapToLong(w -> Micros.of(w.since())).toArray(),
                ordered.stream().map(w -> number(w.confirmedAt())).toArray(Long[]::new),
                ordered.stream().map(w -> number(w.keepUntil())).toArray(Long[]::new));
    }

    private static @Nullable Long number(@Nullable Instant instant) {
        return instant == null ? null : Micros.of(instant);
    }

    @Override
    public boolean confirm(long person, long item, Instant at) {
        return data.inTransaction(connection -> Sql.update(connection, """
                        update person.watch set confirmed_at = coalesce(confirmed_at, ?)
                         where person = ? and item = ?""", Micros.parameter(at), person, item) == 1);
    }

    @Override
    public boolean unwatch(long person, long item) {
        return data.inTransaction(connection ->
                Sql.update(connection, "delete from person.watch where person = ? and item = ?", person, item) == 1);
    }

    @Override
    public List<Watch> watches(long person) {
        return data.inTransaction(connection -> watches(connection, "where person = ? order by since, item", person));
    }

    private static List<Watch> watches(Connection connection, String where, Object... values) throws SQLException {
        return Sql.list(connection, WATCH + where, PostgresContacts::watch, values);
    }

    private static Watch watch(ResultSet row) throws SQLException {
        return new Watch(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getBoolean(4),
                Micros.read(row, 5),
                Micros.readNullable(row, 6),
                Micros.readNullable(row, 7));
    }

    @Override
    public ItemSet watched() {
        var items = ItemSet.builder();
        data.snapshot(connection -> Sql.rows(
                connection,
                "select item from person.watch where confirmed_at is not null",
                row -> items.add(row.getLong(1))));
        return items.build();
    }

    /**
     * All watches are read in order and looked up in the set: a set of a recall is nearly always large, and one ordered walk
     * through the table costs less than a descent for each of its runs.
     */
    @Override
    public void watchers(ItemSet items, Consumer<Watcher> visitor) {
        if (items.isEmpty()) {
            return;
        }
        data.snapshot(connection -> Sql.rows(connection, """
                select w.person, w.item, w.source, w.clear, w.since, w.confirmed_at, w.keep_until, p.kind, p.country
                  from person.watch w join person.person p on p.id = w.person
                 where w.confirmed_at is not null order by w.person, w.item""", row -> {
            if (items.contains(row.getLong(2))) {
                visitor.accept(
                        new Watcher(watch(row), ContactAddress.Kind.valueOf(row.getString(8)), row.getString(9)));
            }
        }));
    }

    @Override
    public Optional<Registration> claim(Registration claim) {
        return data.inTransaction(connection -> Claims.add(connection, claim));
    }

    @Override
    public boolean add(Evidence evidence) {
        return data.inTransaction(connection -> Sql.update(
                        connection,
                        """
                        insert into person.evidence (registration, at, statement, picture)
                        select r.id, ?, ?, ? from person.registration r
                         where r.id = ? and r.state <> 'ENDED'
                           and (select count(*) from person.evidence e where e.registration = r.id) < ?""",
                        Micros.parameter(evidence.at()),
                        evidence.statement(),
                        evidence.picture(),
                        evidence.registration(),
                        Evidence.AT_MOST)
                == 1);
    }

    @Override
    public List<Evidence> evidence(long registration) {
        return data.inTransaction(connection -> {
            return Sql.list(
                    connection,
                    "select at, statement, picture from person.evidence where registration = ? order by at",
                    row -> new Evidence(registration, row.getBytes(2), row.getBytes(3), Micros.read(row, 1)),
                    registration);
        });
    }

    @Override
    public Claimed confirmClaim(long registration, String dispute, Instant at, String by) {
        return data.inTransaction(connection -> Claims.confirm(connection, registration, dispute, at, by));
    }

    @Override
    public boolean giveUp(long person, long item, Instant at, String by) {
        return data.inTransaction(connection -> {
            PersonalData.lock(connection, item);
            var theirs = registrations(
                    connection, "where person = ? and item = ? and state <> 'ENDED' order by id", person, item);
            for (var registration : theirs) {
                Claims.end(connection, registration, at, by);
            }
            return !theirs.isEmpty();
        });
    }

    @Override
    public Optional<Registration> registration(long id) {
        return registrations("where id = ?", id).stream().findFirst();
    }

    @Override
    public List<Registration> registrations(long person) {
        return registrations("where person = ? order by id desc", person);
    }

    @Override
    public List<Registration> claims(long item) {
        return registrations("where item = ? and state <> 'ENDED' order by id", item);
    }

    private List<Registration> registrations(String where, Object value) {
        return data.inTransaction(connection -> registrations(connection, where, value));
    }

    static List<Registration> registrations(Connection connection, String where, Object... values) throws SQLException {
        return Sql.list(
                connection,
                "select id, item, person, state, proof, taken_from, at, ended_at from person.registration " + where,
                row -> new Registration(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        State.valueOf(row.getString(4)),
                        Registration.Proof.valueOf(row.getString(5)),
                        row.getLong(6),
                        Micros.read(row, 7),
                        Micros.readNullable(row, 8)),
                values);
    }

    /** Items in dispute between at least so many persons who showed the inside code, with the number of these. */
    Map<Long, Integer> insideOwners(int least) {
        var found = new HashMap<Long, Integer>();
        data.inTransaction(connection -> {
            Sql.rows(connection, """
                    select item, count(distinct person) from person.registration
                     where item in (select item from person.dispute where decided_at is null)
                       and state = 'DISPUTED' and proof = 'INSIDE_CODE'
                     group by item having count(distinct person) >= ?""", row -> found.put(row.getLong(1), row.getInt(2)), least);
            return found;
        });
        return found;
    }

    @Override
    public List<Dispute> openDisputes(String after, int limit) {
        var behind = CopyIn.clean(after);
        return data.inTransaction(connection -> Claims.disputes(connection, """
                where decided_at is null and (? = '' or (opened_at, id) >
                      (select d.opened_at, d.id from person.dispute d where d.id = ?))
                 order by opened_at, id limit ?""", behind, behind, limit));
    }

    @Override
    public Optional<Dispute> dispute(String id) {
        return data.inTransaction(connection -> Claims.disputes(connection, "where id = ?", CopyIn.clean(id)).stream()
                .findFirst());
    }

    @Override
    public boolean decide(String id, Dispute.Decision decision) {
        return data.inTransaction(connection -> Claims.decide(connection, CopyIn.clean(id), decision));
    }

    @Override
    public boolean tryInside(long item, boolean right, Instant now) {
        return data.inTransaction(connection -> InsideTries.attempt(connection, item, right, now));
    }

    @Override
    public Retention.Purged purge(
            Retention retention, Instant now, boolean dryRun, Function<Retention.Purged, AuditEntry> entry) {
        return Purge.run(data, retention, now, dryRun, entry);
    }

    @Override
    public ItemSet reachable(ItemSet items) {
        var reachable = ItemSet.builder();
        data.snapshot(connection -> Sql.rows(connection, """
                select w.item from person.watch w join person.person p on p.id = w.person
                 where w.confirmed_at is not null and p.unreachable_since is null""", row -> {
            if (items.contains(row.getLong(1))) {
                reachable.add(row.getLong(1));
            }
        }));
        return reachable.build();
    }

    static @Nullable Object micros(@Nullable Instant instant) {
        return instant == null ? null : Micros.parameter(instant);
    }
}
