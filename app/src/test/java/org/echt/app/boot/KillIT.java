package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.echt.app.demo.FactoryFloor;
import org.echt.core.serial.CodeLength;
import org.echt.core.serial.ItemNumber;
import org.junit.jupiter.api.Test;

/** {@code kill -9} while codes are issued and while build records are imported, then the same command again. */
class KillIT {
    private static final int COUNT = 3_000_000;
    private static final int LAPTOPS = 10_000;
    private static final int SYMBOLS = CodeLength.L18.symbols;

    /** How far the file is when the command is killed; between two of them it is left alone for a random time. */
    private static final double[] KILL_AT = {0.0, 0.0, 0.15, 0.4, 0.7, 0.95};

    private final SplittableRandom random = new SplittableRandom();

    @Test
    void anOrderThatIsKilledIsIssuedOnceAndItsFileFinished() throws Exception {
        try (var install = Install.withKeys()) {
            install.run("product", "add", "cell", "--gtin", "4012345000016", "--name", "Cell", "--brand", "Acme");
            var out = install.folder().resolve("codes.csv");
            int kills = 0;
            for (double at : KILL_AT) {
                kills += killedWhen(() -> reached(out, at), issue(install, out, "K1", COUNT)) ? 1 : 0;
            }
            install.assertExit(0, issue(install, out, "K1", COUNT));
            assertTrue(kills >= 3, "only " + kills + " kills met a running command");
            assertEquals(List.of("codes.csv"), filesBeside(out));
            assertCodes(install, out, COUNT, 0);
            assertOtherOrderIsApart(install);
            install.assertExit(5, issue(install, out, "K1", COUNT));
            assertEquals("0 3000000,1 1000", batches(install));
            System.out.println("KillIT: " + kills + " kills during batch issue");
        }
    }

    private static void assertOtherOrderIsApart(Install install) throws Exception {
        var other = install.folder().resolve("other.csv");
        install.assertExit(0, issue(install, other, "K2", 1_000));
        assertCodes(install, other, 1_000, 1);
    }

    private static Child issue(Install install, Path out, String lot, int count) {
        return install.start(
                "batch",
                "issue",
                "--product",
                "cell",
                "--lot",
                lot,
                "--count",
                String.valueOf(count),
                "--columns",
                "code",
                "--out",
                out.toString());
    }

    /** Every line is the code of its own item of the batch: all authentic, none twice, none of another batch. */
    private static void assertCodes(Install install, Path file, int count, int batch) throws Exception {
        var bytes = Files.readAllBytes(file);
        int header = "code\n".length();
        assertEquals("code\n", new String(bytes, 0, header, StandardCharsets.US_ASCII));
        assertEquals(header + (long) count * (SYMBOLS + 1), bytes.length);
        try (var node = install.open()) {
            var authenticator = node.catalogues().fresh().authenticator();
            var offsets = new int[count];
            var lengths = new byte[count];
            for (int i = 0; i < count; i++) {
                offsets[i] = header + i * (SYMBOLS + 1);
                lengths[i] = (byte) SYMBOLS;
                assertEquals('\n', bytes[offsets[i] + SYMBOLS]);
            }
            var items = new long[count];
            authenticator.authenticateAll(bytes, offsets, lengths, count, items);
            for (int i = 0; i < count; i++) {
                if (items[i] != ItemNumber.of(batch, i)) {
                    throw new AssertionError("line " + (i + 2) + " is item " + items[i]);
                }
            }
        }
    }

    private static String batches(Install install) throws IOException, SQLException {
        try (var _ = install.open()) {
            return String.join(",", install.sql("select number || ' ' || count from batch order by number"));
        }
    }

    private static List<String> filesBeside(Path out) throws IOException {
        try (var files = Files.list(out.resolveSibling(""))) {
            return files.map(f -> String.valueOf(f.getFileName()))
                    .filter(n -> n.startsWith(String.valueOf(out.getFileName())))
                    .toList();
        }
    }

    /** Whether the unfinished file holds that share of all codes. */
    private static boolean reached(Path out, double share) {
        try (var files = Files.list(out.resolveSibling(""))) {
            return files.filter(f -> f.getFileName().toString().contains(".part-"))
                    .anyMatch(f -> f.toFile().length() >= share * COUNT * (SYMBOLS + 1));
        } catch (IOException e) {
            return false;
        }
    }

    /** Kills the command a random moment after the condition holds; false when it ended before. */
    private boolean killedWhen(BooleanSupplier condition, Child child) throws InterruptedException {
        for (int i = 0; i < 12_000 && child.isAlive() && !condition.getAsBoolean(); i++) {
            Thread.sleep(5);
        }
        Thread.sleep(random.nextInt(100));
        return child.kill();
    }

    @Test
    void anImportThatIsKilledEndsAsIfItNeverWas() throws Exception {
        try (var whole = Install.withKeys();
                var killed = Install.withKeysOf(whole)) {
            var csv = whole.folder().resolve("erp-export.csv");
            var expected = FactoryFloor.export(LAPTOPS, whole.codec(), csv);
            for (var install : List.of(whole, killed)) {
                try (var bench = install.open()) {
                    FactoryFloor.prepare(bench, LAPTOPS);
                }
            }
            long began = System.nanoTime();
            install(whole, csv);
            int millis = (int) ((System.nanoTime() - began) / 1_000_000);
            int kills = 0;
            for (int attempt = 0; attempt < 5; attempt++) {
                var child = killed.start("asbuilt", "import", csv.toString());
                Thread.sleep(millis / 4 + random.nextInt(Math.max(1, millis * 3 / 4)));
                kills += child.kill() ? 1 : 0;
            }
            install(killed, csv);
            assertEquals(whole.builds(), killed.builds());
            assertEquals(counts(whole), counts(killed));
            assertEquals(
                    "%d %d 0 %d %d".formatted(expected.added(), expected.added(), expected.same(), expected.rejected()),
                    counts(killed).getFirst());
            assertTrue(kills >= 1, "no kill met a running import");
            System.out.println("KillIT: " + kills + " kills during an import of " + expected.rows() + " rows");
        }
    }

    /** Exit 6: some rows of the export are wrong on purpose. */
    private static void install(Install install, Path csv) throws InterruptedException {
        var child = install.run(exit -> exit == 6, "asbuilt", "import", csv.toString());
        assertFalse(child.out().isEmpty());
    }

    private static List<String> counts(Install install) throws IOException, SQLException {
        try (var _ = install.open()) {
            var found = install.sql("select (select count(*) from installation) || ' ' || added || ' ' || closed || ' '"
                    + " || same || ' ' || rejected from import_job where finished_at is not null");
            found.addAll(install.sql("select line || ' ' || cause || ' ' || detail from import_reject order by line"));
            found.addAll(install.sql("select count(*) from import_job"));
            return found;
        }
    }
}
