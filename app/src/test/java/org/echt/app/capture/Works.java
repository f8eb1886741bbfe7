package org.echt.app.capture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.echt.core.gs1.Gtin;
import org.echt.core.keys.KeyRing;
import org.echt.core.keys.KeySlot;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SoftwareKeys;
import org.echt.core.serial.Authenticator;
import org.echt.core.serial.Batch;
import org.echt.core.serial.BatchTable;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.WordLists;
import org.echt.testkit.Batches;
import org.echt.testkit.MemoryStores;
import org.echt.testkit.SettableTime;
import org.echt.testkit.Stores;

/** The issued codes of the testkit's laptops, and an importer over stores in memory. */
final class Works {
    static final SettableTime TIME = SettableTime.at("2026-03-01T00:00:00Z");
    static final Authenticator AUTHENTICATOR = authenticator();
    static final PartReader PARTS = new PartReader(AUTHENTICATOR, Works::isOurs);

    final Stores stores;
    final Importer importer;

    Works() {
        this(new MemoryStores());
    }

    Works(Stores stores) {
        this.stores = stores;
        importer = new Importer(stores.imports(), () -> AUTHENTICATOR, Works::isOurs, TIME);
    }

    static String code(Batch batch, long index) {
        return AUTHENTICATOR.codeOf(ItemNumber.of(batch.number(), index)).text();
    }

    static String laptop(long i) {
        return code(Batches.LAPTOPS, i);
    }

    static String pack(long i) {
        return code(Batches.PACKS, i);
    }

    static String module(long i) {
        return code(Batches.MODULES, i);
    }

    static String cell(long i) {
        return code(Batches.CELLS, i);
    }

    static boolean isOurs(Gtin gtin) {
        return Batches.all().stream().anyMatch(batch -> batch.gtin().equals(gtin));
    }

    static Path file(Path folder, String text) throws IOException {
        return Files.writeString(folder.resolve("as-built.csv"), text, StandardCharsets.UTF_8);
    }

    static Importer.Options chunks(int rows) {
        return new Importer.Options(false, null, rows);
    }

    ImportReceipt run(Path file) throws IOException {
        return importer.run(file, Importer.Options.DEFAULT, "erp", Progress.NONE);
    }

    private static Authenticator authenticator() {
        var key = SoftwareKeys.ofAes256(
                SecretBytes.copyOf("a key of exactly 32 bytes length".getBytes(StandardCharsets.US_ASCII)));
        var ring = new KeyRing(List.of(new KeySlot("acme", 'A', 1, KeySlot.State.OPEN, key)));
        return new Authenticator(ring, BatchTable.of(Batches.all()), WordLists::byId);
    }

    static Instant day(String date) {
        return Instant.parse(date + "T00:00:00Z");
    }
}
