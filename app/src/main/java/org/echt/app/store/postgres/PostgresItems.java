package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.echt.core.asbuilt.Build;
import org.echt.core.asbuilt.Installation;
import org.echt.core.notice.RemedyKind;
import org.echt.core.recall.Remedy;
import org.echt.core.scan.ItemState;
import org.echt.core.scan.Life;
import org.echt.core.serial.ItemNumber;
import org.echt.core.verify.ItemStore;

/**
 * The one read of a check, for many callers at once: version, states, remedies and builds in one round trip. The
 * statements travel together and form one transaction at repeatable read, so all of them see the same moment: facts are
 * never newer or older than the version told with them. Thread-safe.
 */
final class PostgresItems implements ItemStore, AutoCloseable {
    /** Installations one group may read at once; a group with more is read again one root at a time. */
    private static final int ROWS_OF_GROUP = 250_000;

    private final Coalescer<Question, ItemFacts> coalescer;

    private record Question(long item, boolean withBuild) {}

    PostgresItems(Database database, StoresSettings settings, GroupMeter meter) {
        coalescer = new Coalescer<>(
                database,
                new Coalescer.Plan<>(
                        "reads",
                        settings.readers(),
                        settings.queue(),
                        settings.readGroup(),
                        settings.readDeadline(),
                        connection ->
                                new Reader(connection, settings.readDeadline().toMillis()),
                        meter));
    }

    @Override
    public ItemFacts read(long item, boolean withBuild) {
        return coalescer.ask(new Question(item, withBuild && item != ItemNumber.NONE));
    }

    /** How busy it is. */
    PostgresStores.Lane lane() {
        return new PostgresStores.Lane(coalescer.waiting(), coalescer.connected());
    }

    @Override
    public void close() {
        coalescer.close();
    }

    /** One connection. */
    private static final class Reader implements Coalescer.Group<Question, ItemFacts> {
        private static final String PLAIN = """
                select version from catalogue_version;
                select item, life, first_checked_at, last_checked_at, checks, use
                  from item_state where item = any(?::int8[]);
                select recall, item, at, by_whom, kind, note from remedy where item = any(?::int8[])""";

        private final PreparedStatement plain;
        private final PreparedStatement withBuilds;

        Reader(Connection connection, long deadlineMillis) throws SQLException {
            WalkSql.prepare(connection, false);
            try (var set = connection.prepareStatement("select set_config('default_transaction_isolation', "
                    + "'repeatable read', false), set_config('default_transaction_read_only', 'on', false), "
                    + "set_config('plan_cache_mode', 'force_generic_plan', false), "
                    + "set_config('statement_timeout', ?, false)")) {
                set.setString(1, Long.toString(deadlineMillis));
                set.execute();
            }
            plain = connection.prepareStatement(PLAIN);
            withBuilds = connection.prepareStatement(PLAIN + ";\n" + WalkSql.BUILDS_AND_REMEDIES);
        }

        @Override
        public List<ItemFacts> answer(List<Question> questions) throws SQLException {
            var facts = new Facts(questions);
            if (facts.roots.length == 0) {
                run(plain, facts);
                return facts.answers();
            }
            int limit = questions.size() == 1 ? WalkSql.ROWS_OF_ONE : ROWS_OF_GROUP;
            WalkSql.set(withBuilds, 3, facts.roots, limit);
            run(withBuilds, facts);
            return facts.walk.isCut() && questions.size() > 1 ? oneByOne(questions) : facts.answers();
        }

        private List<ItemFacts> oneByOne(List<Question> questions) throws SQLException {
            var answers = new ArrayList<ItemFacts>(questions.size());
            for (var question : questions) {
                answers.addAll(answer(List.of(question)));
            }
            return answers;
        }

        private static void run(PreparedStatement statement, Facts facts) throws SQLException {
            statement.setObject(1, facts.items);
            statement.setObject(2, facts.items);
            statement.execute();
            facts.version(statement.getResultSet());
            facts.states(next(statement));
            facts.remedies(next(statement));
            if (facts.roots.length > 0) {
                facts.walk.read(next(statement));
            }
        }

        private static ResultSet next(PreparedStatement statement) throws SQLException {
            statement.getMoreResults();
            return Objects.requireNonNull(statement.getResultSet());
        }
    }

    /** What one round trip said. */
    private static final class Facts {
        final List<Question> questions;
        final long[] items;
        final long[] roots;
        final WalkRows walk = new WalkRows();
        private final Map<Long, ItemState> states = new HashMap<>();
        private final Map<Long, List<Remedy>> remedies = new HashMap<>();
        private long version;

        Facts(List<Question> questions) {
            this.questions = questions;
            items = questions.stream()
                    .mapToLong(Question::item)
                    .filter(item -> item != ItemNumber.NONE)
                    .distinct()
                    .sorted()
                    .toArray();
            roots = questions.stream()
                    .filter(Question::withBuild)
                    .mapToLong(Question::item)
                    .distinct()
                    .sorted()
                    .toArray();
        }

        void version(ResultSet rows) throws SQLException {
            rows.next();
            version = rows.getLong(1);
        }

        void states(ResultSet rows) throws SQLException {
            while (rows.next()) {
                long item = rows.getLong(1);
                states.put(
                        item,
                        new ItemState(
                                item,
                                Life.valueOf(rows.getString(2)),
                                Micros.readNullable(rows, 3),
                                Micros.readNullable(rows, 4),
                                rows.getLong(5),
                                ItemState.Use.valueOf(rows.getString(6))));
            }
        }

        void remedies(ResultSet rows) throws SQLException {
            while (rows.next()) {
                long item = rows.getLong(2);
                remedies.computeIfAbsent(item, _ -> new ArrayList<>())
                        .add(new Remedy(
                                rows.getString(1),
                                item,
                                RemedyKind.valueOf(rows.getString(5)),
                                Micros.read(rows, 3),
                                rows.getString(4),
                                rows.getString(6)));
            }
        }

        List<ItemFacts> answers() {
            return questions.stream().map(this::answer).toList();
        }

        private ItemFacts answer(Question question) {
            long item = question.item();
            var state = states.get(item);
            var build = question.withBuild() ? walk.build(item) : Build.none(item);
            return new ItemFacts(
                    version, state != null ? state : ItemState.untouched(item), remediesOf(item, build), build);
        }

        private List<Remedy> remediesOf(long item, Build build) {
            var all = new ArrayList<>(remedies.getOrDefault(item, List.of()));
            if (walk.hasRemedies()) {
                var seen = new HashSet<Long>();
                seen.add(item);
                for (var parts : build.byParent().values()) {
                    for (Installation installation : parts) {
                        if (seen.add(installation.part())) {
                            all.addAll(walk.remediesOf(installation.part()));
                        }
                    }
                }
            }
            return List.copyOf(all);
        }
    }
}
