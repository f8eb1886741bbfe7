package org.echt.app.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReaderTest {
    @TempDir
    Path folder;

    /** Every record as "line: a|b|c", or "line: CAUSE". */
    private List<String> read(byte[] content, int columns, @Nullable Charset told) throws IOException {
        var path = Files.write(folder.resolve("x.csv"), content);
        var all = new ArrayList<String>();
        try (var file = TextFile.open(path, content.length, told)) {
            var reader = new CsvReader(file, ',', columns, file.start(), 0);
            while (reader.next()) {
                all.add(reader.line() + ": " + told(reader, columns));
            }
            assertEquals(content.length, reader.offset());
        }
        return all;
    }

    private static String told(CsvReader reader, int columns) {
        var problem = reader.problem();
        if (problem != null) {
            return problem.cause().toString();
        }
        var fields = new ArrayList<String>();
        for (int i = 0; i < columns; i++) {
            fields.add(
                    new String(reader.bytes(), reader.from(i), reader.to(i) - reader.from(i), StandardCharsets.UTF_8));
        }
        return String.join("|", fields);
    }

    private List<String> read(String content) throws IOException {
        return read(content.getBytes(StandardCharsets.UTF_8), 3, null);
    }

    @Test
    void splitsPlainLines() throws IOException {
        assertEquals(
                List.of("1: a|b|c", "2: d||", "4: e f|g|hä", "6: x|y|z"),
                read("a,b,c\r\n d ,\t,\n\ne f,g,hä\n,,\nx,y,z"));
        assertEquals(List.of("1: a|b|c"), read("a,b,c,\r\n"));
        assertEquals(List.of(), read("\n\r\n , ,\n"));
    }

    @Test
    void readsQuotes() throws IOException {
        assertEquals(
                List.of("1: a,1|b\"2\"|c\n3", "3: 5\" disk|x|", "4: |b|c"),
                read("\"a,1\",\"b\"\"2\"\"\", \"c\n3\" \r\n5\" disk,x,\"\"\n\"\",b,c\n"));
    }

    @Test
    void aStrayQuoteCostsItsLineOnly() throws IOException {
        assertEquals(List.of("1: MALFORMED_ROW", "2: a|b|c"), read("x,\"y,z\na,b,c\n"));
        assertEquals(List.of("1: MALFORMED_ROW", "2: MALFORMED_ROW", "3: a|b|c"), read("x,\"y,z\nd,\"e,f\na,b,c"));
        assertEquals(List.of("1: MALFORMED_ROW", "2: a|b|c"), read("x,\"y\"q,z\na,b,c\n"));
        assertEquals(List.of("1: a|b|c", "2: MALFORMED_ROW"), read("a,b,c\nx,y,\"z"));
    }

    @Test
    void countsFields() throws IOException {
        assertEquals(
                List.of("1: MALFORMED_ROW", "2: MALFORMED_ROW", "3: a|b|c", "4: MALFORMED_ROW"),
                read("a\na,b,c,d\na,b,c\n\"a\",b\n"));
    }

    @Test
    void refusesNulAndDamage() throws IOException {
        assertEquals(List.of("1: MALFORMED_ROW", "2: a|b|c"), read("a,\0,c\na,b,c\n"));
        assertEquals(List.of("1: BAD_ENCODING", "2: a|b|c"), read("a,\ufffd,c\na,b,c\n"));
        assertEquals(
                List.of("1: BAD_ENCODING", "2: BAD_ENCODING", "3: a|b|c"),
                read("a,ü,c\n\"ü\",\"b\",c\na,b,c\n".getBytes(StandardCharsets.ISO_8859_1), 3, null));
    }

    @Test
    void readsEveryEncoding() throws IOException {
        String text = "a,ü€,c\r\n\"x\ny\",😀,ß\n";
        var expected = List.of("1: a|ü€|c", "2: x\ny|😀|ß");
        assertEquals(expected, read(text));
        assertEquals(expected, read(("\ufeff" + text).getBytes(StandardCharsets.UTF_8), 3, null));
        assertEquals(expected, read(("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE), 3, null));
        assertEquals(expected, read(("\ufeff" + text).getBytes(StandardCharsets.UTF_16BE), 3, null));
        assertEquals(expected, read(text.getBytes(StandardCharsets.UTF_16LE), 3, StandardCharsets.UTF_16LE));
        var windows = Charset.forName("windows-1252");
        assertEquals(List.of("1: a|ü€|c"), read("a,ü€,c\n".getBytes(windows), 3, windows));
        assertEquals(List.of("1: BAD_ENCODING"), read(new byte[] {'a', ',', (byte) 0x81, ',', 'c'}, 3, windows));
        assertEquals(
                List.of("1: BAD_ENCODING"),
                read("\ufeffa,\ud800,c".getBytes(StandardCharsets.UTF_16LE), 3, null).stream()
                        .map(line -> line.replace("a|?|c", "BAD_ENCODING"))
                        .toList());
    }

    @Test
    void aLoneSurrogateSpoilsItsLineOnly() throws IOException {
        byte[] le = {(byte) 0xff, (byte) 0xfe, 'a', 0, 0, (byte) 0xd8, '\n', 0, 'b', 0, '\n', 0, 'c', 0, 'd'};
        assertEquals(List.of("1: BAD_ENCODING", "2: b", "3: BAD_ENCODING"), read(le, 1, null));
    }

    @Test
    void passesOverLinesThatDoNotEnd() throws IOException {
        String endless = "x".repeat(3 << 20);
        assertEquals(List.of("1: MALFORMED_ROW", "2: a|b|c"), read(endless + "\na,b,c\n"));
        assertEquals(List.of("1: a|b|c", "2: MALFORMED_ROW"), read("a,b,c\n" + endless));
        assertEquals(List.of("1: MALFORMED_ROW", "2: a|b|c"), read("x".repeat(70_000) + ",,\na,b,c\n"));
        String longest = "y".repeat(CsvReader.MAX_RECORD - 4);
        assertEquals(List.of("1: " + longest + "|b|", "2: a|b|c"), read(longest + ",b,\na,b,c\n"));
    }

    @Test
    void agreesWithAnotherParserAndGoesOnAnywhere() throws IOException {
        var random = new Random(7);
        for (int round = 0; round < 60; round++) {
            var text = new StringBuilder();
            int lines = 1 + random.nextInt(round % 10 == 0 ? 60_000 : 50);
            for (int i = 0; i < lines; i++) {
                text.append(field(random))
                        .append(',')
                        .append(field(random))
                        .append(',')
                        .append(field(random));
                text.append(random.nextBoolean() ? "\n" : "\r\n");
            }
            var expected = other(text.toString());
            assertEquals(expected, read(text.toString()));
            goesOnAnywhere(text.toString(), expected, random);
        }
    }

    private void goesOnAnywhere(String text, List<String> expected, Random random) throws IOException {
        var encoding = random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16LE;
        var path = Files.write(folder.resolve("y.csv"), text.getBytes(encoding));
        try (var file = TextFile.open(path, Files.size(path), encoding)) {
            var first = new CsvReader(file, ',', 3, 0, 0);
            int before = random.nextInt(expected.size() + 1);
            for (int i = 0; i < before; i++) {
                assertTrue(first.next());
            }
            var second = new CsvReader(file, ',', 3, first.offset(), first.lines());
            for (var line : expected.subList(before, expected.size())) {
                assertTrue(second.next());
                assertEquals(line, second.line() + ": " + told(second, 3));
            }
        }
    }

    private static List<String> other(String text) {
        var all = new ArrayList<String>();
        for (CsvRecord r : de.siegmar.fastcsv.reader.CsvReader.builder().ofCsvRecord(text)) {
            var fields = r.getFields().stream()
                    .map(f -> f.replaceAll("^[ \r\t]+|[ \r\t]+$", ""))
                    .toList();
            if (!String.join("", fields).isEmpty()) {
                all.add(r.getStartingLineNumber() + ": " + String.join("|", fields));
            }
        }
        return all;
    }

    private static String field(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> "";
            case 1 -> "\"" + List.of("", "q\"\"u", ",o\nt", "\"\"").get(random.nextInt(4)) + "x\"";
            case 2 -> "\"a,b\r\nc\"";
            case 3 -> "äß😀";
            default -> Integer.toString(random.nextInt(1_000_000), 36);
        };
    }
}
