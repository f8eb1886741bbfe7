package org.echt.app.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.testkit.Batches;
import org.echt.testkit.FaultMatrix;
import org.echt.testkit.FaultMatrix.Step;
import org.echt.testkit.Faults;
import org.echt.testkit.MemoryStores;
import org.echt.testkit.Snapshot;
import org.echt.testkit.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An import that is broken anywhere and asked for again ends as if nothing had happened. */
class ImportResumeIT {
    private static final int ROWS = 60;

    @TempDir
    Path folder;

    private Path file(long seed, Charset encoding) throws IOException {
        var random = new Random(seed);
        var text = new StringBuilder("\ufeffparent,part,installed,removed,part_name\r\n");
        for (int i = 0; i < ROWS; i++) {
            int laptop = random.nextInt(6);
            switch (random.nextInt(8)) {
                case 0 -> text.append("kaputt\r\n");
                case 1 ->
                    text.append("\"")
                            .append(Works.laptop(laptop))
                            .append("\",\"(01)09520123456788(21)S")
                            .append(random.nextInt(9))
                            .append("\",2026-02-01,,\"Lüfter\n\"\"groß\"\"\"\r\n");
                case 2 ->
                    text.append(Works.pack(laptop))
                            .append(",")
                            .append(Works.laptop(laptop))
                            .append(",2026-02-01,,\r\n");
                case 3 -> text.append("\r\n");
                default ->
                    text.append(Works.laptop(laptop))
                            .append(",")
                            .append(Works.pack(random.nextInt(8)))
                            .append(",2026-02-0")
                            .append(1 + random.nextInt(8))
                            .append(random.nextBoolean() ? ",," : ",2026-03-01,")
                            .append("\r\n");
            }
        }
        return Files.write(folder.resolve(encoding + ".csv"), text.toString().getBytes(encoding));
    }

    private static List<Long> items() {
        var items = new ArrayList<Long>();
        for (int i = 0; i < 8; i++) {
            items.add(Batches.item(Batches.LAPTOPS, i));
            items.add(Batches.item(Batches.PACKS, i));
        }
        return items;
    }

    private static void run(Stores stores, Path file, int chunkRows) {
        try {
            new Works(stores).importer.run(file, Works.chunks(chunkRows), "erp", Progress.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void brokenAtEveryBoundaryAndResumed() throws IOException {
        for (var encoding : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE)) {
            for (int chunkRows : new int[] {1, 7, 30, 1000}) {
                var file = file(chunkRows, encoding);
                var whole = new MemoryStores();
                run(whole, file, chunkRows);
                var expected = Snapshot.of(whole, items());
                for (int stop = 1; stop <= ROWS / chunkRows + 1; stop++) {
                    assertEquals(
                            expected, stoppedAfter(stop, file, chunkRows), encoding + " " + chunkRows + " " + stop);
                }
            }
        }
    }

    private static Snapshot stoppedAfter(int chunks, Path file, int chunkRows) throws IOException {
        var works = new Works();
        var left = new int[] {chunks};
        works.importer.run(file, Works.chunks(chunkRows), "erp", _ -> --left[0] > 0);
        run(works.stores, file, chunkRows);
        return Snapshot.of(works.stores, items());
    }

    @Test
    void everyWriteLostOrKept() throws IOException {
        var file = file(5, StandardCharsets.UTF_8);
        int met = new FaultMatrix(
                        MemoryStores::new, _ -> {}, List.of(Step.resuming("import", s -> run(s, file, 9))), items())
                .run();
        assertTrue(met >= 10, met + " faults");
    }

    @Test
    void everyReadLost() throws IOException {
        var file = file(6, StandardCharsets.UTF_8);
        var whole = new MemoryStores();
        run(whole, file, 9);
        int met = 0;
        for (int n = 1; ; n++) {
            var stores = new MemoryStores();
            var faults = new Faults(stores);
            faults.arm(Faults.Mode.LOST, Faults.Steps.ALL, n);
            try {
                run(faults.stores(), file, 9);
            } catch (StoreUnavailableException _) {
                met++;
            }
            if (!faults.fired()) {
                break;
            }
            run(stores, file, 9);
            assertEquals(Snapshot.of(whole, items()), Snapshot.of(stores, items()), "step " + n);
        }
        assertTrue(met >= 20, met + " faults");
    }

    @Test
    void aFileThatShrinksUnderTheImportIsNoticed() throws IOException {
        var file = file(7, StandardCharsets.UTF_8);
        byte[] all = Files.readAllBytes(file);
        assertThrows(Exception.class, () -> {
            try (var text = TextFile.open(file, all.length + 1000L, null)) {
                var reader = new CsvReader(text, ',', 5, text.start(), 0);
                while (reader.next()) {}
            }
        });
    }
}
