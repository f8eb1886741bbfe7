package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.echt.core.asbuilt.ForeignPart;
import org.echt.core.asbuilt.ImportStore.NamedPart;
import org.echt.core.asbuilt.PartKey;
import org.echt.core.serial.ItemNumber;

/**
 * The dictionary of foreign parts as one import sees and extends it. The import's lock makes it the only writer, so the
 * next number is a plain counter. What is new waits here for the next commit. Not thread-safe.
 */
final class ForeignNumbers {
    private static final String BY_SERIAL = """
            select k.n, f.item, f.lot, f.name
              from unnest(?::text[], ?::text[], ?::text[]) with ordinality k(maker, type, name, n)
              join foreign_part f on f.serial = k.name and f.type = k.type and f.maker = k.maker and f.serial <> ''""";
    private static final String BY_LOT = """
            select k.n, f.item, f.lot, f.name
              from unnest(?::text[], ?::text[], ?::text[]) with ordinality k(maker, type, name, n)
              join foreign_part f on f.lot = k.name and f.type = k.type and f.maker = k.maker and f.serial = ''""";

    /** What was met since the last commit, by identity. */
    private final Map<PartKey, ForeignPart> met = new HashMap<>();

    private final Map<Long, ForeignPart> made = new LinkedHashMap<>();
    private final Map<Long, ForeignPart> learnt = new LinkedHashMap<>();
    private long lastPart;
    private long lastLot;

    private ForeignNumbers(long lastPart, long lastLot) {
        this.lastPart = lastPart;
        this.lastLot = lastLot;
    }

    static ForeignNumbers load(Connection connection) throws SQLException {
        long parts = ItemNumber.foreignPart(0);
        long lots = ItemNumber.foreignLot(0);
        try (var select = connection.prepareStatement("select coalesce((select max(item) from foreign_part where item <"
                + " ?), ?), coalesce((select max(item) from foreign_part where item >= ?), ?)")) {
            select.setLong(1, lots);
            select.setLong(2, parts);
            select.setLong(3, lots);
            select.setLong(4, lots);
            try (var row = select.executeQuery()) {
                row.next();
                return new ForeignNumbers(row.getLong(1) - parts, row.getLong(2) - lots);
            }
        }
    }

    /** The number of each part, in order. */
    long[] numbers(Connection connection, List<NamedPart> parts) throws SQLException {
        var cleaned = parts.stream().map(ForeignNumbers::clean).toList();
        var serials = new LinkedHashMap<PartKey, PartKey>();
        var lots = new LinkedHashMap<PartKey, PartKey>();
        for (var part : cleaned) {
            var identity = part.key().identity();
            if (!met.containsKey(identity)) {
                (identity.isLot() ? lots : serials).put(identity, identity);
            }
        }
        find(connection, BY_SERIAL, List.copyOf(serials.keySet()));
        find(connection, BY_LOT, List.copyOf(lots.keySet()));
        return cleaned.stream().mapToLong(this::number).toArray();
    }

    private static NamedPart clean(NamedPart part) {
        var key = part.key();
        return new NamedPart(
                new PartKey(
                        CopyIn.clean(key.maker()),
                        CopyIn.clean(key.type()),
                        CopyIn.clean(key.lot()),
                        CopyIn.clean(key.serial())),
                CopyIn.clean(part.name()));
    }

    private void find(Connection connection, String sql, List<PartKey> identities) throws SQLException {
        if (identities.isEmpty()) {
            return;
        }
        try (var select = connection.prepareStatement(sql)) {
            select.setObject(1, identities.stream().map(PartKey::maker).toArray(String[]::new));
            select.setObject(2, identities.stream().map(PartKey::type).toArray(String[]::new));
            select.setObject(
                    3,
                    identities.stream()
                            .map(key -> key.isLot() ? key.lot() : key.serial())
                            .toArray(String[]::new));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var identity = identities.get(rows.getInt(1) - 1);
                    var key = new PartKey(identity.maker(), identity.type(), rows.getString(3), identity.serial());
                    met.put(identity, new ForeignPart(rows.getLong(2), key, rows.getString(4)));
                }
            }
        }
    }

    private long number(NamedPart part) {
        var identity = part.key().identity();
        var was = met.get(identity);
        if (was == null) {
            long item = identity.isLot() ? ItemNumber.foreignLot(++lastLot) : ItemNumber.foreignPart(++lastPart);
            var entry = new ForeignPart(item, part.key(), part.name());
            met.put(identity, entry);
            made.put(item, entry);
            return item;
        }
        var now = new ForeignPart(
                was.item(),
                was.key().lot().isEmpty() ? part.key() : was.key(),
                was.name().isEmpty() ? part.name() : was.name());
        if (!now.equals(was)) {
            met.put(identity, now);
            (made.containsKey(now.item()) ? made : learnt).put(now.item(), now);
        }
        return now.item();
    }

    /** Stores what is new, in the caller's transaction; {@link #forget} when it is committed. */
    void store(Connection connection) throws SQLException {
        if (!made.isEmpty()) {
            CopyIn.copy(
                    connection,
                    "copy foreign_part (item, maker, type, lot, serial, name) from stdin (format binary)",
                    copy -> {
                        for (var part : made.values()) {
                            var key = part.key();
                            copy.row(6).int8(part.item()).text(key.maker()).text(key.type());
                            copy.text(key.lot()).text(key.serial()).text(part.name());
                        }
                    });
        }
        if (!learnt.isEmpty()) {
            try (var update = connection.prepareStatement("update foreign_part f set lot = n.lot, name = n.name from"
                    + " unnest(?::int8[], ?::text[], ?::text[]) n(item, lot, name) where f.item = n.item")) {
                learn(update, new ArrayList<>(learnt.values()));
            }
        }
    }

    private static void learn(PreparedStatement update, List<ForeignPart> parts) throws SQLException {
        update.setObject(1, parts.stream().mapToLong(ForeignPart::item).toArray());
        update.setObject(2, parts.stream().map(part -> part.key().lot()).toArray(String[]::new));
        update.setObject(3, parts.stream().map(ForeignPart::name).toArray(String[]::new));
        if (update.executeUpdate() != parts.size()) {
            throw new IllegalStateException("the dictionary lost one of " + parts.size() + " parts");
        }
    }

    void forget() {
        met.clear();
        made.clear();
        learnt.clear();
    }
}
