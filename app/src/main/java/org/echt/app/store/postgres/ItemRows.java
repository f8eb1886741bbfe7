package org.echt.app.store.postgres;

import org.echt.core.serial.ItemSet;
import org.jspecify.annotations.Nullable;

/** Reads item numbers, however many there are: in pieces, into a compressed set. */
final class ItemRows {
    private static final int FETCH = 10_000;

    private ItemRows() {}

    /** @param sql selects item numbers as its first column */
    static ItemSet read(Database database, String sql, @Nullable Object... values) {
        return database.inTransaction(connection -> {
            try (var select = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    select.setObject(i + 1, values[i]);
                }
                select.setFetchSize(FETCH);
                try (var rows = select.executeQuery()) {
                    var items = ItemSet.builder();
                    while (rows.next()) {
                        items.add(rows.getLong(1));
                    }
                    return items.build();
                }
            }
        });
    }
}
