package org.echt.app.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.echt.app.capture.ImportReceipt.Outcome;
import org.echt.core.asbuilt.ForeignPart;
import org.echt.core.asbuilt.ImportJob.Counts;
import org.echt.core.asbuilt.Installation;
import org.echt.core.asbuilt.PartKey;
import org.echt.core.asbuilt.RejectedLine.Cause;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.serial.ItemNumber;
import org.echt.testkit.Batches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImporterIT {
    private static final String HEAD = "parent,part,installed,removed\n";

    @TempDir
    Path folder;

    private final Works works = new Works();

    private ImportReceipt run(String text) throws IOException {
        return works.run(Works.file(folder, text));
    }

    private List<Installation> inside(long item) {
        return works.stores.asBuilt().builds(new long[] {item}).getFirst().byParent().values().stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<ForeignPart> dictionary() {
        var all = new ArrayList<ForeignPart>();
        works.stores.asBuilt().eachForeign(all::add);
        return all;
    }

    private static String row(String parent, String part, String... dates) {
        return parent + "," + part + "," + dates[0] + "," + (dates.length > 1 ? dates[1] : "") + "\n";
    }

    @Test
    void takesAFileAndSaysWhatBecameOfEveryLine() throws IOException {
        String typo = Works.cell(3).substring(1);
        var receipt = run(HEAD
                + row(Works.laptop(0), Works.pack(0), "2026-02-01")
                + row(Works.pack(0), Works.module(0), "2026-01-20", "2026-02-20")
                + row(Works.laptop(0), Works.pack(0), "2026-02-01")
                + row(Works.module(0), typo, "2026-02-01")
                + row(Works.module(0), Works.cell(4), "2026-13-45")
                + row(Works.module(0), Works.cell(4), "")
                + row(Works.module(0), Works.cell(4), "2026-02-01", "2026-02-01")
                + row(Works.module(0), "7.12345E+17", "2026-02-01")
                + row(Works.module(0), "", "2026-02-01")
                + "half a row\n"
                + row(Works.laptop(1), Works.pack(0), "2026-02-02")
                + row(Works.module(0), Works.laptop(0), "2026-02-02")
                + row(Works.pack(0), Works.laptop(0), "2026-02-02"));
        assertEquals(Outcome.DONE, receipt.outcome());
        assertEquals(new Counts(2, 0, 1, 10), receipt.counts());
        assertEquals(
                List.of(5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L),
                receipt.firstRejects().stream().map(line -> line.line()).toList(),
                receipt.firstRejects().toString());
        assertEquals(
                Map.of(
                        Cause.MISTYPED_CODE,
                        1L,
                        Cause.BAD_DATE,
                        1L,
                        Cause.MISSING_VALUE,
                        2L,
                        Cause.BAD_PERIOD,
                        1L,
                        Cause.SPREADSHEET_DAMAGE,
                        1L,
                        Cause.MALFORMED_ROW,
                        1L,
                        Cause.PART_IN_TWO_PARENTS,
                        1L,
                        Cause.INSIDE_ITSELF,
                        2L),
                receipt.rejectedBy());
        assertEquals("installed", receipt.firstRejects().get(1).column());
        assertFalse(receipt.firstRejects().toString().contains(typo));
    }

    @Test
    void rowsThatArePartedByALaterRowKeepTheirPeriod() throws IOException {
        run(HEAD + row(Works.laptop(0), Works.pack(0), "2026-02-01"));
        var receipt = run(HEAD
                + row(Works.laptop(1), Works.pack(0), "2026-03-01")
                + row(Works.laptop(0), Works.pack(0), "2026-02-01", "2026-03-01"));
        assertEquals(new Counts(1, 1, 0, 0), receipt.counts());
        long pack = Batches.item(Batches.PACKS, 0);
        assertEquals(
                List.of(new Installation(
                        Batches.item(Batches.LAPTOPS, 0), pack, Works.day("2026-02-01"), Works.day("2026-03-01"))),
                inside(Batches.item(Batches.LAPTOPS, 0)));
    }

    @Test
    void readsSapListsWithOtherMakersParts() throws IOException {
        var receipt =
                run("SuperordEquipment;Material;Serialnummer;Charge;Hersteller;Bezeichnung;Gültig ab;Gültig bis\r\n"
                        + Works.laptop(0)
                        + ";000471100;000000000000012345;C7;Bosch;\"Lüfter; klein\";20260201;99991231\r\n"
                        + Works.laptop(1) + ";000471100;000000000000012345;;Bosch;;01.03.2026;00000000\r\n"
                        + Works.laptop(1) + ";SEAL-1;;L9;Henkel;Dichtmasse;01.02.2026;\r\n"
                        + Works.laptop(0) + ";SEAL-1;;L9;Henkel;;01.02.2026;\r\n"
                        + Works.laptop(0) + ";PP-10;" + Works.pack(0) + ";;;;01.02.2026;31.12.9999\r\n");
        assertEquals(new Counts(4, 0, 0, 1), receipt.counts(), receipt.toString());
        assertEquals(Map.of(Cause.PART_IN_TWO_PARENTS, 1L), receipt.rejectedBy());
        var known = dictionary();
        assertEquals(2, known.size());
        var fan = known.stream().filter(part -> !part.key().isLot()).findFirst().orElseThrow();
        assertEquals(new PartKey("Bosch", "000471100", "C7", "000000000000012345"), fan.key());
        assertEquals("Lüfter; klein", fan.name());
        assertTrue(known.stream().anyMatch(part -> ItemNumber.isLot(part.item())));
    }

    @Test
    void theSameFileTwiceIsNothing() throws IOException {
        String text = HEAD + row(Works.laptop(0), Works.pack(0), "2026-02-01") + "broken\n";
        var first = run(text);
        var second = run(text);
        assertEquals(Outcome.KNOWN_BEFORE, second.outcome());
        assertEquals(first.counts(), second.counts());
        assertEquals(first.firstRejects(), second.firstRejects());
        assertTrue(second.notes().getFirst().contains("before"));
        assertEquals(1, works.stores.imports().jobs(10).size());
    }

    @Test
    void aDryRunStoresNothingAndTellsTheTruth() throws IOException {
        run(HEAD + row(Works.laptop(2), Works.pack(2), "2026-02-01"));
        var text = new StringBuilder(HEAD);
        for (int i = 0; i < 10; i++) {
            text.append(row(Works.laptop(i), Works.pack(i), "2026-02-01"));
            text.append(row(Works.laptop(i), Works.pack(0), "2026-02-01"));
            text.append(row(Works.laptop(i), "(01)09520123456788(21)SN" + i, "2026-02-01", "2026-03-01"));
        }
        text.append(row(Works.laptop(2), Works.pack(2), "2026-02-01", "2026-02-02"));
        text.append(row(Works.laptop(1), Works.pack(2), "2026-02-03"));
        var file = Works.file(folder, text.toString());
        for (int rows : new int[] {1, 3, 1000}) {
            var dry = works.importer.run(file, Works.chunks(rows).asDryRun(), "erp", Progress.NONE);
            assertTrue(dry.dryRun());
            assertEquals(new Counts(20, 1, 2, 9), dry.counts(), rows + " rows at once");
            assertEquals(9L, dry.rejectedBy().get(Cause.PART_IN_TWO_PARENTS));
            assertEquals(List.of(), inside(Batches.item(Batches.LAPTOPS, 1)));
            assertEquals(List.of(), dictionary());
        }
        assertEquals(new Counts(20, 1, 2, 9), works.run(file).counts());
    }

    @Test
    void encodings() throws IOException {
        String text = "parent;part;installed;part_maker;part_type;part_serial\n" + Works.laptop(0)
                + ";;2026-02-01;Müller;ß1;7\n";
        var windows = Charset.forName("windows-1252");
        var file = Files.write(folder.resolve("w.csv"), text.getBytes(windows));
        assertEquals(Map.of(Cause.BAD_ENCODING, 1L), works.run(file).rejectedBy());
        Files.writeString(file, text + "\n", windows);
        var told = works.importer.run(file, new Importer.Options(false, windows, 10), "erp", Progress.NONE);
        assertEquals(1, told.counts().added());
        assertEquals("Müller", dictionary().getFirst().key().maker());
        Files.writeString(file, "\ufeff" + text, StandardCharsets.UTF_16LE);
        assertEquals(1, works.run(file).counts().same());
        Files.writeString(file, text, StandardCharsets.UTF_16LE);
        assertTrue(String.valueOf(refused(file).getMessage()).contains("UTF-16"));
        Files.writeString(file, "parent;part;Gültig ab\n", windows);
        assertTrue(String.valueOf(refused(file).getMessage()).contains("windows-1252"));
        var odd = new Importer.Options(false, Charset.forName("Shift_JIS"), 10);
        assertThrows(RefusedException.class, () -> works.importer.run(file, odd, "erp", Progress.NONE));
    }

    @Test
    void refusesWhatIsNoImport() throws IOException {
        assertEquals(Fault.NOT_FOUND, refused(folder.resolve("none.csv")).fault());
        assertEquals(Fault.BAD_REQUEST, refused(folder).fault());
        assertEquals(Fault.BAD_REQUEST, refused(Works.file(folder, "")).fault());
        assertEquals(Fault.BAD_REQUEST, refused(Works.file(folder, "\n\n")).fault());
        assertEquals(
                Fault.BAD_REQUEST, refused(Works.file(folder, "a,b,c\n1,2,3\n")).fault());
        assertEquals(Fault.BAD_REQUEST, refused(Works.file(folder, "[{}]")).fault());
        assertEquals(
                Fault.BAD_REQUEST, refused(Works.file(folder, "{\"x\": 1}")).fault());
        assertEquals(
                Fault.BAD_REQUEST,
                refused(Works.file(folder, "{\"assets\": [{]}")).fault());
        assertEquals(
                Fault.BAD_REQUEST,
                refused(Works.file(folder, "parent,part,installed\ra,b,c\r")).fault());
        assertEquals(List.of(), works.stores.imports().jobs(10));
        assertEquals(0, run("sep=;\nparent;part;installed\n").counts().rows());
    }

    private RefusedException refused(Path file) {
        return assertThrows(RefusedException.class, () -> works.run(file), file.toString());
    }

    @Test
    void reportsEveryRejectedLineAndNoFormulas() throws IOException {
        var text = new StringBuilder(HEAD);
        for (int i = 0; i < 500; i++) {
            text.append(row(Works.laptop(0), "=cmd|' /C calc'!A" + i, "2026-02-01"));
        }
        var receipt = run(text.toString());
        assertEquals(ImportReceipt.SHOWN_REJECTS, receipt.firstRejects().size());
        var report = folder.resolve("rejects.csv");
        assertEquals(500, works.importer.report(receipt.job(), report));
        var lines = Files.readAllLines(report);
        assertEquals(501, lines.size());
        assertEquals("line,column,cause,detail", lines.getFirst());
        assertTrue(lines.get(1).startsWith("2,part,UNKNOWN_PART,"), lines.get(1));
        try (var own = new RejectReport(report)) {
            own.add(new org.echt.core.asbuilt.RejectedLine(7, "@x", Cause.BAD_DATE, "=1+1, \"x\""));
        }
        assertEquals(
                "7,'@x,BAD_DATE,\"'=1+1, \"\"x\"\"\"",
                Files.readAllLines(report).get(1));
    }

    @Test
    void tellsProgressAndStopsOnRequest() throws IOException {
        var text = new StringBuilder(HEAD);
        for (int i = 0; i < 40; i++) {
            text.append(row(Works.laptop(i), Works.pack(i), "2026-02-01"));
        }
        var file = Works.file(folder, text.toString());
        var states = new ArrayList<Progress.State>();
        var stopped = works.importer.run(file, Works.chunks(10), "erp", state -> {
            states.add(state);
            return states.size() < 2;
        });
        assertEquals(Outcome.STOPPED, stopped.outcome());
        assertEquals(20, stopped.counts().added());
        assertEquals(20, states.getLast().rows());
        assertTrue(states.getLast().doneBytes() > Files.size(file) / 3);
        Thread.currentThread().interrupt();
        assertEquals(Outcome.STOPPED, works.run(file).outcome());
        assertTrue(Thread.interrupted());
        var done = works.run(file);
        assertEquals(Outcome.DONE, done.outcome());
        assertEquals(40, done.counts().added());
        assertEquals(Files.size(file), works.stores.imports().jobs(1).getFirst().doneBytes());
        assertEquals(41, works.stores.imports().jobs(1).getFirst().doneLines());
    }
}
