package org.echt.testkit;

import org.echt.core.attribute.AttributeTable;
import org.echt.core.attribute.Register;
import org.echt.core.serial.BatchTable;

/** What the tests of scopes and verdicts make of stores. */
final class Worlds {
    private Worlds() {}

    static Register register(Stores stores) {
        var data = stores.catalogue().load();
        return new Register(
                data.products(),
                BatchTable.of(data.batches()),
                new AttributeTable(data.definitions(), data.changeSets()));
    }
}
