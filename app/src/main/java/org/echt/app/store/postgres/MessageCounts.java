package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.echt.core.outreach.Message.State;
import org.echt.core.outreach.Outbox;
import org.echt.core.recall.ToldItems;
import org.echt.core.registration.ContactAddress;

/** How far the messages of a recall have got. */
final class MessageCounts {
    private MessageCounts() {}

    static Map<State, Long> states(Connection connection, String recall, int version) throws SQLException {
        var counts = new EnumMap<State, Long>(State.class);
        Sql.rows(
                connection,
                """
                select state, count(*) from person.message where recall = ? and (? = 0 or version = ?)
                 group by state""",
                row -> counts.put(State.valueOf(row.getString(1)), row.getLong(2)),
                recall,
                version,
                version);
        return counts;
    }

    static List<Outbox.Tally> tallies(Connection connection, String recall, int version) throws SQLException {
        var tallies = new ArrayList<Outbox.Tally>();
        Sql.rows(connection, """
                select channel, count(*) filter (where state in ('WAITING', 'SENDING')), count(sent_at),
                       count(*) filter (where state = 'DELIVERED'), count(*) filter (where state = 'BOUNCED'),
                       count(*) filter (where state = 'FAILED'), count(*) filter (where state = 'CANCELLED'),
                       count(read_at), count(answered_at)
                  from person.message where recall = ? and (? = 0 or version = ?) group by channel order by channel""", row -> tallies.add(tally(row)), recall, version, version);
        return tallies;
    }

    private static Outbox.Tally tally(ResultSet row) throws SQLException {
        return new Outbox.Tally(
                ContactAddress.Kind.valueOf(row.getString(1)),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9));
    }

    static long sent(Connection connection, String recall, ContactAddress.Kind channel, Instant from, Instant to)
            throws SQLException {
        return Sql.count(
                connection,
                "select count(*) from person.message where recall = ? and channel = ? and sent_at >= ? and sent_at < ?",
                recall,
                channel.name(),
                Micros.parameter(from),
                Micros.parameter(to));
    }

    /** Visits the items with a message that took the step within the time. */
    static void items(
            Connection connection, String recall, ToldItems.Step step, Instant from, Instant to, LongConsumer visitor)
            throws SQLException {
        var column = switch (step) {
            case NOTIFIED -> "sent_at";
            case DELIVERED -> "delivered_at";
            case READ -> "read_at";
            case ANSWERED -> "answered_at";
        };
        Sql.rows(
                connection,
                "select distinct i.item from person.message m join person.message_item i on i.message = m.id"
                        + " where m.recall = ? and m.occasion = 'ALERT' and m." + column + " >= ? and m." + column
                        + " < ?",
                row -> visitor.accept(row.getLong(1)),
                recall,
                Micros.parameter(from),
                Micros.parameter(to));
    }
}
