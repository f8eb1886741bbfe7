package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.echt.core.gs1.Gtin;
import org.echt.core.product.Product;
import org.echt.core.verify.CatalogueStore;

/** Products, and the whole catalogue as of one moment. Thread-safe. */
final class PostgresCatalogue implements CatalogueStore {
    private final Database database;

    PostgresCatalogue(Database database) {
        this.database = database;
    }

    @Override
    public CatalogueData load() {
        return database.inTransaction(connection -> {
            try (var snapshot =
                    connection.prepareStatement("set transaction isolation level repeatable read, read only")) {
                snapshot.execute();
            }
            return new CatalogueData(
                    version(connection),
                    products(connection),
                    PostgresBatches.all(connection),
                    PostgresAttributes.definitions(connection),
                    PostgresAttributes.changeSets(connection),
                    PostgresRecalls.all(connection));
        });
    }

    @Override
    public boolean add(Product product, String by, Instant at) {
        return CatalogueChange.run(database, connection -> {
            boolean added = insert(connection, product);
            if (added) {
                PostgresAudit.write(connection, product.audit(by, at));
            }
            return added;
        });
    }

    private static boolean insert(Connection connection, Product product) throws SQLException {
        return CatalogueChange.insert(
                connection,
                "insert into product (gtin, key, name, brand, plan) values (?, ?, ?, ?, ?::json)"
                        + " on conflict do nothing",
                product.gtin().digits(),
                product.key(),
                CopyIn.clean(product.name()),
                CopyIn.clean(product.brand()),
                AttributeJson.write(product.plan()));
    }

    private static long version(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("select version from catalogue_version");
                var rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static List<Product> products(Connection connection) throws SQLException {
        try (var select =
                        connection.prepareStatement("select gtin, key, name, brand, plan from product order by gtin");
                var rows = select.executeQuery()) {
            var products = new ArrayList<Product>();
            while (rows.next()) {
                products.add(new Product(
                        new Gtin(rows.getString(1)),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4),
                        AttributeJson.plan(rows.getString(5))));
            }
            return products;
        }
    }
}
