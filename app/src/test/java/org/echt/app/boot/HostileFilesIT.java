package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.echt.app.store.embedded.EmbeddedPostgres;
import org.echt.app.store.embedded.Settings;
import org.junit.jupiter.api.Test;

/** Every kind of damaged file through {@code asbuilt import}: a clear error or rejected lines, and a store that stays right. */
class HostileFilesIT {
    private static final String HEADER = "parent,part,installed\n";

    /**
     * A file and what must become of it.
     *
     * @param exits exit codes that are right
     * @param rejected rejected rows; -1 where the file is refused or any number will do
     */
    @SuppressWarnings("ArrayRecordComponent") // the bytes of a file, never compared
    private record Damage(String name, byte[] content, List<Integer> exits, int rejected) {}

    @Test
    void damagedFilesAreRefusedOrTakenWithoutLoss() throws Exception {
        try (var install = Install.withKeys()) {
            var plant = Plant.build(install);
            var before = install.builds();
            // Held open, so that the database is not started and stopped for each file.
            try (var _ = EmbeddedPostgres.open(install.data(), Settings.defaults())) {
                for (var damage : damages(plant)) {
                    check(install, damage);
                }
                refused(install, install.folder().resolve("none.csv"));
                refused(install, Files.createDirectory(install.folder().resolve("folder.csv")));
                hugeLine(install);
                assertEquals(List.of("0"), install.sql("select count(*) from import_job where finished_at is null"));
            }
            assertEquals(before, install.builds());
        }
    }

    private static void check(Install install, Damage damage) throws Exception {
        var file = Files.write(install.folder().resolve(damage.name() + ".csv"), damage.content());
        var child = install.start("--json", "asbuilt", "import", file.toString());
        int exit = child.exit(Install.PATIENCE);
        assertTrue(damage.exits().contains(exit), () -> damage.name() + ": exit " + exit + "\n" + child.said());
        assertClear(child, damage.name());
        if (damage.rejected() >= 0) {
            assertTrue(
                    child.out().contains("\"rejected\":" + damage.rejected() + ","),
                    () -> damage.name() + "\n" + child.said());
        }
    }

    private static void assertClear(Child child, String name) {
        assertFalse(child.err().contains("something is wrong in the program itself"), () -> name + child.said());
        assertFalse(child.err().contains("\tat "), () -> name + child.said());
    }

    private static void refused(Install install, Path file) throws Exception {
        var child = install.start("asbuilt", "import", file.toString());
        assertEquals(1, child.exit(Install.PATIENCE), child::said);
        assertTrue(child.err().contains(String.valueOf(file.getFileName())), child::said);
        assertClear(child, file.toString());
    }

    private static void hugeLine(Install install) throws Exception {
        var line = new byte[100 << 20];
        Arrays.fill(line, (byte) 'x');
        check(install, new Damage("huge-line", line, List.of(1, 2, 6), -1));
        System.arraycopy(HEADER.getBytes(StandardCharsets.US_ASCII), 0, line, 0, HEADER.length());
        check(install, new Damage("huge-second-line", line, List.of(6), 1));
    }

    private static List<Damage> damages(Plant plant) throws IOException {
        var all = new ArrayList<Damage>();
        var known = plant.laptop(1) + "," + plant.cell(1) + ",2026-03-02\n";
        var random = new byte[200_000];
        new Random(4).nextBytes(random);
        all.add(new Damage("empty", new byte[0], List.of(1, 2), -1));
        all.add(text("only-header", HEADER, 0, 0));
        all.add(text("known-again", HEADER + known + known, 0, 0));
        all.add(new Damage("binary", random, List.of(1, 2, 6), -1));
        all.add(new Damage("zeros", new byte[10_000], List.of(1, 2, 6), -1));
        all.add(new Damage("utf16", (HEADER + known).getBytes(StandardCharsets.UTF_16), List.of(0, 1, 2), -1));
        all.add(new Damage("utf16le", (HEADER + known).getBytes(StandardCharsets.UTF_16LE), List.of(0, 1, 2, 6), -1));
        all.add(encoded("latin1", HEADER + "M\u00fcller:T1:S1," + plant.cell(1) + ",2026-03-02\n"));
        all.add(new Damage("bom", ("\ufeff" + HEADER + known).getBytes(StandardCharsets.UTF_8), List.of(0), 0));
        all.add(text("crlf", (HEADER + known).replace("\n", "\r\n"), 0, 0));
        all.add(text("no-columns", "a,b,c\n1,2,3\n", -1, -1));
        all.add(text("twice-a-column", "parent,parent,part,installed\n1,2,3,4\n", -1, -1));
        all.add(text("unclosed-quote", HEADER + "\"" + known, 6, -1));
        all.add(text("quotes-inside", HEADER + "a\"b\"c,\"d\"e,f\n", 6, 1));
        all.add(text("few-columns", HEADER + plant.laptop(1) + "\n", 6, 1));
        all.add(text("many-columns", HEADER + known.strip() + ",more,and,more\n", 6, 1));
        all.add(text("unknown-part", HEADER + plant.laptop(1) + ",AAAAAAAAAAAAAAAAAA,2026-03-02\n", 6, 1));
        all.add(text("inside-itself", HEADER + plant.laptop(1) + "," + plant.laptop(1) + ",2026-03-02\n", 6, 1));
        all.add(text("cycle", HEADER + plant.cell(1) + "," + plant.laptop(1) + ",2026-03-03\n", 6, 1));
        all.add(text("two-parents", HEADER + plant.laptop(2) + "," + plant.cell(1) + ",2026-03-04\n", 6, 1));
        all.add(text("bad-dates", HEADER + dates(plant), 6, 7));
        all.add(text("nul", HEADER + "\u0000" + known, 6, 1));
        all.add(text("sql", HEADER + "'); drop table installation; --," + plant.cell(1) + ",2026-03-02\n", 6, 1));
        all.add(text("json-list", "[1, 2, 3]", -1, -1));
        all.add(text("json-other", "{\"a\": 1}", -1, -1));
        all.add(text("json-broken", "{\"assets\": [", -1, -1));
        all.add(text("json-deep", "{\"assets\":" + "[".repeat(200_000), -1, -1));
        return all;
    }

    private static String dates(Plant plant) {
        var text = new StringBuilder();
        for (var date : List.of("", "2026-13-01", "yesterday", "45000", "01/02/2026", "2026-02-30", "99999-01-01")) {
            text.append(plant.laptop(1) + "," + plant.cell(1) + "," + date + "\n");
        }
        return text.toString();
    }

    /** @param exit the exit code; -1 for a file that is refused */
    private static Damage text(String name, String content, int exit, int rejected) {
        var exits = exit < 0 ? List.of(1, 2) : List.of(exit);
        return new Damage(name, content.getBytes(StandardCharsets.UTF_8), exits, rejected);
    }

    private static Damage encoded(String name, String content) {
        return new Damage(name, content.getBytes(Charset.forName("windows-1252")), List.of(1, 2, 6), -1);
    }
}
