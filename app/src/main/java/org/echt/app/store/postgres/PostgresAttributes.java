package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.echt.core.attribute.AttributeDefinition;
import org.echt.core.attribute.AttributeStore;
import org.echt.core.attribute.ChangeSet;

/** Attribute definitions and change sets. Thread-safe; durable on return. */
final class PostgresAttributes implements AttributeStore {
    private final Database database;

    PostgresAttributes(Database database) {
        this.database = database;
    }

    @Override
    public boolean define(AttributeDefinition definition, String by, Instant at) {
        return CatalogueChange.run(database, connection -> {
            boolean defined = CatalogueChange.insert(
                    connection,
                    "insert into attribute_definition (name, body) values (?, ?::json) on conflict do nothing",
                    definition.name(),
                    AttributeJson.write(definition));
            if (defined) {
                PostgresAudit.write(connection, definition.audit(by, at));
            }
            return defined;
        });
    }

    @Override
    public boolean append(ChangeSet changeSet) {
        return CatalogueChange.run(database, connection -> {
            boolean appended = CatalogueChange.insert(connection, """
                        insert into attribute_change_set (id, body) select v.id, v.body from (values (?::int8, ?::json)) v(id, body)
                         where v.id = (select coalesce(max(id), 0) + 1 from attribute_change_set)
                        on conflict do nothing""", changeSet.id(), AttributeJson.write(changeSet));
            if (appended) {
                PostgresAudit.write(connection, changeSet.audit());
            }
            return appended;
        });
    }

    /** By name. */
    static List<AttributeDefinition> definitions(Connection connection) throws SQLException {
        return bodies(connection, "select body from attribute_definition order by name", AttributeJson::definition);
    }

    /** By id. */
    static List<ChangeSet> changeSets(Connection connection) throws SQLException {
        return bodies(connection, "select body from attribute_change_set order by id", AttributeJson::changeSet);
    }

    private static <T> List<T> bodies(Connection connection, String sql, Function<String, T> reader)
            throws SQLException {
        try (var select = connection.prepareStatement(sql);
                var rows = select.executeQuery()) {
            var all = new ArrayList<T>();
            while (rows.next()) {
                all.add(reader.apply(rows.getString(1)));
            }
            return all;
        }
    }
}
