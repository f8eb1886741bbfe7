package org.echt.app.capture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.echt.core.fault.RefusedException;
import org.junit.jupiter.api.Tag;

/** Whatever the bytes: an import ends with a receipt that counts every row, or refuses the file; nothing else. */
@Tag("slow")
class CaptureFuzzTest {
    @FuzzTest(maxDuration = "20s")
    void csv(FuzzedDataProvider data) throws IOException {
        int columns = data.consumeInt(1, 5);
        var path = Files.createTempFile("fuzz", ".csv");
        byte[] content = data.consumeRemainingAsBytes();
        Files.write(path, content);
        try (var file = TextFile.open(path, content.length, null)) {
            var reader = new CsvReader(file, ',', columns, file.start(), 0);
            long line = 0;
            while (reader.next()) {
                assertTrue(reader.line() > line, "lines go on");
                line = reader.line();
                for (int i = 0; reader.problem() == null && i < columns; i++) {
                    assertTrue(reader.from(i) <= reader.to(i));
                }
            }
            assertTrue(Math.abs(reader.offset() - content.length) <= 1, "all is read");
        } finally {
            Files.delete(path);
        }
    }

    @FuzzTest(maxDuration = "20s")
    void rows(FuzzedDataProvider data) throws IOException {
        whole("parent,part,installed,removed,part_type,part_serial\n" + data.consumeRemainingAsString());
    }

    @FuzzTest(maxDuration = "20s")
    void catenaX(FuzzedDataProvider data) throws IOException {
        whole("{\"assets\": [{" + data.consumeRemainingAsString());
    }

    private static void whole(String text) throws IOException {
        var path = Files.createTempFile("fuzz", ".txt");
        try {
            Files.writeString(path, text);
            var receipt = new Works().importer.run(path, Works.chunks(3), "erp", Progress.NONE);
            assertTrue(receipt.counts().rejected() >= receipt.firstRejects().size());
        } catch (RefusedException refused) {
            assertTrue(!String.valueOf(refused.getMessage()).isEmpty());
        } finally {
            Files.deleteIfExists(Path.of(path.toString()));
        }
    }
}
