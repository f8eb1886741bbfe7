package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.echt.core.scan.CopyCase;
import org.echt.core.scan.CopyCase.Decision;
import org.echt.core.scan.CopyCase.Suspect;
import org.echt.core.scan.ItemDay;
import org.echt.core.scan.ItemState;
import org.echt.core.scan.ItemState.Use;
import org.echt.core.scan.Life;
import org.echt.core.scan.Precision;
import org.echt.core.scan.Reason;
import org.echt.core.scan.Signal;
import org.echt.core.scan.SignalStore;
import org.echt.core.scan.Thresholds;
import org.echt.core.serial.ItemNumber;
import org.jspecify.annotations.Nullable;

/** People by item and day, counted from the checks of a day in one statement; and cases. Thread-safe. */
final class PostgresSignals implements SignalStore {
    /** As {@link org.echt.core.scan.DayCount}. The upper half of a person-day is its network. */
    private static final String COUNT = """
            with seen as materialized (
              select distinct item, place, visitor from scan where at >= ? and at < ? and item >= 0 and visitor <> 0),
            busy as (
              select visitor >> 32 as network from seen group by 1 having count(distinct item) > ?)
            insert into item_day (item, day, place, people)
            select item, ?, place, sum(people) from (
              select s.item, s.place, least(count(*), ?) as people from seen s
               where not exists (select from busy b where b.network = s.visitor >> 32)
               group by s.item, s.place, s.visitor >> 32) n
             group by item, place""";

    private static final String NOTE_DUE = """
            insert into signal_due (item)
            select t.item from (select distinct item from item_day where day = ?) t
              join item_day d on d.item = t.item and d.day > ? and d.day <= ?
             group by t.item having sum(d.people) >= ?
            union select item from item_state where use = 'UNUSUAL'
            union select unnest(?::int8[])""";

    private static final String SETTLED = """
            delete from signal_due d using copy_case_item i
             where i.item = d.item and i.outcome in ('COPY', 'TEST')""";

    private static final String CANDIDATES = """
            select d.item, coalesce(s.life, 'COMMISSIONED'), s.first_checked_at, s.last_checked_at, coalesce(s.checks, 0),
              coalesce(s.use, 'NORMAL') from signal_due d left join item_state s on s.item = d.item where d.item > ? order by d.item limit ?""";

    private static final String HISTORY = """
            select d.item, d.day, d.place, d.people from item_day d
              left join (select item, max(decided_at) as at from copy_case_item
                          where item = any(?) and outcome = 'GENUINE' group by item) g on g.item = d.item
             where d.item = any(?) and (g.at is null or d.day > (g.at at time zone 'UTC')::date)
             order by d.item, d.day, d.place""";

    private static final String CASES = """
            select c.id, c.cause, c.batch, c.place, c.opened_at, count(i.item), count(i.item) filter (where i.outcome is null)
              from copy_case c join copy_case_item i on i.copy_case = c.id %s group by c.id order by c.number %s""";

    private final Database database;

    PostgresSignals(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Progress> progress() {
        return database.withConnection(connection -> progress(connection, ""));
    }

    private static Optional<Progress> progress(Connection connection, String lock) throws SQLException {
        var sql = "select day, after_item, done from signal_progress" + lock;
        return Sql.list(
                        connection,
                        sql,
                        row -> new Progress(row.getObject(1, LocalDate.class), row.getLong(2), row.getBoolean(3)))
                .stream()
                .findFirst();
    }

    @Override
    public void begin(LocalDate day) {
        database.inTransaction(connection -> Sql.update(
                connection,
                "insert into signal_progress (day, after_item, done) values (?, -1, true) on conflict do nothing",
                day));
    }

    @Override
    public boolean count(LocalDate day, Thresholds thresholds, Set<Long> also) {
        return database.inTransaction(connection -> {
            var stands = progress(connection, " for update").orElse(null);
            if (stands == null || !stands.done() || !stands.day().plusDays(1).equals(day)) {
                return false;
            }
            Sql.update(
                    connection,
                    COUNT,
                    day.atStartOfDay().atOffset(ZoneOffset.UTC),
                    day.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC),
                    thresholds.codesOfNetwork(),
                    day,
                    thresholds.peopleOfNetwork());
            var before = day.minusDays(thresholds.window());
            Sql.update(connection, "delete from item_day where day <= ?", before);
            Sql.update(connection, "delete from signal_due");
            Sql.update(connection, NOTE_DUE, day, before, day, thresholds.least(), numbers(also));
            Sql.update(connection, SETTLED);
            write(connection, new Progress(day, -1, false));
            return true;
        });
    }

    private static void write(Connection connection, Progress progress) throws SQLException {
        Sql.update(
                connection,
                "update signal_progress set day = ?, after_item = ?, done = ?",
                progress.day(),
                progress.after(),
                progress.done());
    }

    @Override
    public List<Candidate> candidates(long after, int limit) {
        return database.inTransaction(connection -> {
            var states = Sql.list(connection, CANDIDATES, PostgresSignals::state, after, limit);
            var items = states.stream().mapToLong(ItemState::item).toArray();
            var history = new HashMap<Long, List<ItemDay>>();
            Sql.rows(
                    connection,
                    HISTORY,
                    row -> history.computeIfAbsent(row.getLong(1), _ -> new ArrayList<>())
                            .add(new ItemDay(
                                    row.getLong(1),
                                    row.getObject(2, LocalDate.class),
                                    row.getString(3),
                                    row.getInt(4))),
                    items,
                    items);
            return states.stream()
                    .map(s -> new Candidate(s, history.getOrDefault(s.item(), List.of())))
                    .toList();
        });
    }

    private static ItemState state(ResultSet row) throws SQLException {
        return new ItemState(
                row.getLong(1),
                Life.valueOf(row.getString(2)),
                Micros.readNullable(row, 3),
                Micros.readNullable(row, 4),
                row.getLong(5),
                Use.valueOf(row.getString(6)));
    }

    @Override
    public boolean judged(Collection<Judged> judged, Progress from, Progress to, Instant at) {
        return database.inTransaction(connection -> {
            if (!from.equals(progress(connection, " for update").orElse(null))) {
                return false;
            }
            var uses = uses(connection, judged.stream().map(Judged::item).toList());
            for (var one : judged) {
                if (one.signal().level() != Signal.Level.NOTHING) {
                    file(connection, one, at);
                }
                use(connection, one, uses.getOrDefault(one.item(), Use.NORMAL), at);
            }
            write(connection, to);
            return true;
        });
    }

    private static void use(Connection connection, Judged one, Use before, Instant at) throws SQLException {
        var after = one.use(before);
        if (after != before) {
            set(connection, one.item(), after);
            PostgresAudit.write(connection, one.audit(before, at));
        }
    }

    /**
     * What is not NORMAL. Nothing is locked, so that no check waits: only who holds the lock on the progress changes it.
     */
    private static Map<Long, Use> uses(Connection connection, Collection<Long> items) throws SQLException {
        var uses = new HashMap<Long, Use>();
        Sql.rows(
                connection,
                "select item, use from item_state where item = any(?) and use <> 'NORMAL'",
                row -> uses.put(row.getLong(1), Use.valueOf(row.getString(2))),
                numbers(items));
        return uses;
    }

    private static void set(Connection connection, long item, Use use) throws SQLException {
        Sql.update(connection, """
                insert into item_state (item, life, checks, use) values (?, 'COMMISSIONED', 0, ?)
                on conflict (item) do update set use = excluded.use""", item, use.name());
    }

    /** Into the case it waits in, or the open one of its group, or a new one. */
    private static void file(Connection connection, Judged one, Instant at) throws SQLException {
        if (update(connection, one) > 0) {
            return;
        }
        var signal = one.signal();
        int batch = ItemNumber.batch(one.item());
        Sql.update(
                connection, """
                insert into copy_case (id, cause, batch, place, opened_at, is_open) values (?, ?, ?, ?, ?, true)
                on conflict (cause, batch, place) where is_open do nothing""", one.newCase(), signal.cause().name(), batch, signal.casePlace(), Micros.parameter(at));
        Sql.update(
                connection,
                """
                insert into copy_case_item (copy_case, item, level, reasons, people, days, busiest, places, homes, outside,
                  outside_place, first_day, last_day, since)
                select id, ?, '', '{}', 0, 0, 0, '{}', 0, 0, '', null, null, ? from copy_case
                 where cause = ? and batch = ? and place = ? and is_open""",
                one.item(),
                Micros.parameter(at),
                signal.cause().name(),
                batch,
                signal.casePlace());
        update(connection, one);
    }

    private static int update(Connection connection, Judged one) throws SQLException {
        var facts = one.signal().facts();
        return Sql.update(
                connection,
                """
                update copy_case_item set level = ?, reasons = ?, people = ?, days = ?, busiest = ?, places = ?, homes = ?,
                  outside = ?, outside_place = ?, first_day = ?, last_day = ? where item = ? and outcome is null""",
                one.signal().level().name(),
                one.signal().reasons().stream().map(Enum::name).toArray(String[]::new),
                facts.people(),
                facts.days(),
                facts.busiest(),
                facts.places().toArray(String[]::new),
                facts.homes(),
                facts.outside(),
                facts.where(),
                facts.first(),
                facts.last(),
                one.item());
    }

    @Override
    public List<CopyCase> open(int limit) {
        return database.withConnection(connection ->
                Sql.list(connection, CASES.formatted("where c.is_open", "limit ?"), PostgresSignals::copyCase, limit));
    }

    @Override
    public Optional<CopyCase> find(String id) {
        return database
                .withConnection(connection -> Sql.list(
                        connection, CASES.formatted("where c.id = ?", ""), PostgresSignals::copyCase, CopyIn.clean(id)))
                .stream()
                .findFirst();
    }

    private static CopyCase copyCase(ResultSet row) throws SQLException {
        return new CopyCase(
                row.getString(1),
                Reason.valueOf(row.getString(2)),
                row.getInt(3),
                row.getString(4),
                Micros.read(row, 5),
                row.getLong(6),
                row.getLong(7));
    }

    @Override
    public List<Suspect> suspects(String id, int limit) {
        return database.withConnection(
                connection -> Sql.list(connection, """
                select item, level, reasons, people, days, busiest, places, homes, outside, outside_place, first_day,
                  last_day, since, outcome, decided_by, decided_at, why from copy_case_item
                 where copy_case = ? order by outcome is not null, item limit ?""", PostgresSignals::suspect, CopyIn.clean(id), limit));
    }

    private static Suspect suspect(ResultSet row) throws SQLException {
        var facts = new Signal.Facts(
                row.getInt(4),
                row.getInt(5),
                row.getInt(6),
                List.of(texts(row, 7)),
                row.getInt(8),
                row.getInt(9),
                row.getString(10),
                row.getObject(11, LocalDate.class),
                row.getObject(12, LocalDate.class));
        var reasons = EnumSet.noneOf(Reason.class);
        for (var name : texts(row, 3)) {
            reasons.add(Reason.valueOf(name));
        }
        var signal = new Signal(facts, reasons, Signal.Level.valueOf(row.getString(2)));
        return new Suspect(row.getLong(1), signal, Micros.read(row, 13), decision(row));
    }

    private static String[] texts(ResultSet row, int column) throws SQLException {
        return (String[]) row.getArray(column).getArray();
    }

    private static @Nullable Decision decision(ResultSet row) throws SQLException {
        var outcome = row.getString(14);
        return outcome == null
                ? null
                : new Decision(
                        CopyCase.Outcome.valueOf(outcome), row.getString(15), Micros.read(row, 16), row.getString(17));
    }

    @Override
    public List<CopyCase> casesOf(long item) {
        return database.withConnection(connection -> Sql.list(
                connection,
                CASES.formatted("where c.id in (select copy_case from copy_case_item where item = ?)", "desc"),
                PostgresSignals::copyCase,
                item));
    }

    @Override
    public long decide(String id, @Nullable Collection<Long> items, Decision decision) {
        return database.inTransaction(connection -> {
            var chosen = chosen(connection, CopyIn.clean(id), items);
            if (items != null && chosen.size() != items.size()) {
                return 0L;
            }
            var uses = uses(connection, chosen);
            for (long item : chosen) {
                decide(connection, CopyIn.clean(id), item, uses.getOrDefault(item, Use.NORMAL), decision);
            }
            Sql.update(connection, """
                    update copy_case c set is_open = exists (
                      select from copy_case_item i where i.copy_case = c.id and i.outcome is null)
                     where c.id = ? and c.is_open""", CopyIn.clean(id));
            return (long) chosen.size();
        });
    }

    /** Who judges waits until these are decided, and the other way round. */
    private static List<Long> chosen(Connection connection, String id, @Nullable Collection<Long> items)
            throws SQLException {
        progress(connection, " for update");
        return items == null
                ? Sql.list(
                        connection,
                        "select item from copy_case_item where copy_case = ? and outcome is null order by item for update",
                        row -> row.getLong(1),
                        id)
                : Sql.list(
                        connection,
                        "select item from copy_case_item where copy_case = ? and item = any(?) order by item for update",
                        row -> row.getLong(1),
                        id,
                        numbers(items));
    }

    private static long[] numbers(Collection<Long> items) {
        return items.stream().mapToLong(Long::longValue).toArray();
    }

    private static void decide(Connection connection, String id, long item, Use before, Decision decision)
            throws SQLException {
        Sql.update(
                connection,
                """
                update copy_case_item set outcome = ?, decided_by = ?, decided_at = ?, why = ?
                 where copy_case = ? and item = ?""",
                decision.outcome().name(),
                CopyIn.clean(decision.by()),
                Micros.parameter(decision.at()),
                CopyIn.clean(decision.why()),
                id,
                item);
        PostgresAudit.write(connection, decision.audit(item, before));
        set(connection, item, decision.outcome().use());
    }

    @Override
    public Map<Reason, Precision> precision() {
        var found = new EnumMap<Reason, Precision>(Reason.class);
        database.withConnection(connection -> {
            Sql.rows(
                    connection,
                    """
                    select cause, count(*) filter (where copy), count(*) from (
                      select c.cause, bool_or(i.outcome = 'COPY') as copy from copy_case c
                        join copy_case_item i on i.copy_case = c.id where i.outcome is not null group by c.id) d
                     group by cause""",
                    row -> found.put(Reason.valueOf(row.getString(1)), new Precision(row.getLong(2), row.getLong(3))));
            return found;
        });
        return found;
    }

    @Override
    public long countOf(Use use) {
        return database.withConnection(connection ->
                Sql.count(connection, "select count(*) from item_state where use <> 'NORMAL' and use = ?", use.name()));
    }
}
