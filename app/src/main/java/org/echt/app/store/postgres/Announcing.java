package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.echt.core.outreach.Outbox;
import org.echt.core.outreach.Told;
import org.echt.core.registration.Occasion;

/** Puts in the messages of a recall's version: one for each person, and the items it is about. */
final class Announcing {
    private Announcing() {}

    /** How many messages are new. */
    static int insert(Connection connection, Outbox.Announcement announcement, List<Told> told, Instant now)
            throws SQLException {
        var messages = messages(connection, announcement, told, now);
        items(connection, messages, told);
        return messages.size();
    }

    /** The new messages, by person. */
    private static Map<Long, Long> messages(
            Connection connection, Outbox.Announcement announcement, List<Told> told, Instant now) throws SQLException {
        var messages = new HashMap<Long, Long>();
        Sql.rows(
                connection,
                PostgresOutbox.INSERT + """
                        select t.person, t.channel, ?, ?, ?, 0, '', ?, t.first, 'WAITING', echt_instant(t.not_before), 0, '', ?
                          from unnest(?::int8[], ?::text[], ?::boolean[], ?::int8[]) t(person, channel, first, not_before)
                          join person.person p on p.id = t.person
                         where not ? or not exists (select from person.message m
                                where m.recall = ? and m.version = ? and m.person = t.person)
                         order by t.person
                        on conflict do nothing returning person, id""",
                row -> messages.put(row.getLong(1), row.getLong(2)),
                (announcement.isChange() ? Occasion.CHANGE : Occasion.ALERT).name(),
                announcement.recall(),
                announcement.version(),
                announcement.urgent(),
                Micros.parameter(now),
                told.stream().mapToLong(Told::person).toArray(),
                told.stream().map(t -> t.channel().name()).toArray(String[]::new),
                told.stream().map(Told::first).toArray(Boolean[]::new),
                told.stream().mapToLong(t -> Micros.of(t.notBefore())).toArray(),
                announcement.isChange(),
                announcement.recall(),
                announcement.version());
        return messages;
    }

    private static void items(Connection connection, Map<Long, Long> messages, List<Told> told) throws SQLException {
        var ids = new ArrayList<Long>();
        var items = new ArrayList<Long>();
        for (var one : told) {
            var message = messages.get(one.person());
            if (message != null) {
                for (long item : one.items()) {
                    ids.add(message);
                    items.add(item);
                }
            }
        }
        Sql.update(
                connection,
                "insert into person.message_item (message, item) select * from unnest(?::int8[], ?::int8[])",
                ids.stream().mapToLong(Long::longValue).toArray(),
                items.stream().mapToLong(Long::longValue).toArray());
    }
}
