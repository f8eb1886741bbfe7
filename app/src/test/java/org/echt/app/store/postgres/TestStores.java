package org.echt.app.store.postgres;

import java.time.InstantSource;
import org.echt.core.asbuilt.AsBuiltStore;
import org.echt.core.asbuilt.ImportStore;
import org.echt.core.attribute.AttributeStore;
import org.echt.core.recall.RecallStore;
import org.echt.core.scan.ScanStore;
import org.echt.core.serial.BatchStore;
import org.echt.core.verify.CatalogueStore;
import org.echt.core.verify.ItemStore;
import org.echt.testkit.Stores;

/** The stores on a database of their own, as the contracts want them. */
record TestStores(DatabaseAddress address, Database database, PostgresStores stores) implements Stores {
    static TestStores open() {
        return open(StoresSettings.defaults());
    }

    static TestStores open(StoresSettings settings) {
        var address = TestServer.newDatabase();
        var database = Database.open(address, TestServer.FOUR);
        return new TestStores(address, database, PostgresStores.open(database, settings, InstantSource.system()));
    }

    @Override
    public BatchStore batches() {
        return stores.batches();
    }

    @Override
    public CatalogueStore catalogue() {
        return stores.catalogue();
    }

    @Override
    public AttributeStore attributes() {
        return stores.attributes();
    }

    @Override
    public RecallStore recalls() {
        return stores.recalls();
    }

    @Override
    public ItemStore items() {
        return stores.items();
    }

    @Override
    public ScanStore scans() {
        return stores.scans();
    }

    @Override
    public AsBuiltStore asBuilt() {
        return stores.asBuilt();
    }

    @Override
    public ImportStore imports() {
        return stores.imports();
    }

    @Override
    public void close() {
        stores.close();
        database.close();
        TestServer.drop(address);
    }
}
