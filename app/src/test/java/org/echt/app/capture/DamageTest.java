package org.echt.app.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.echt.core.fault.RefusedException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with random damage: refused as a whole, or every row is counted; a second run of the same finds it done. */
@Tag("slow")
class DamageTest {
    @TempDir
    Path folder;

    @Test
    void csv() throws IOException {
        damage("""
            parent;part;installed;removed;part_maker;part_type;part_lot;part_serial;part_name
            %s;%s;2026-02-01;;;;;;
            "%s";(01)09520123456788(21)SN-1;01.03.2026;20260401;;;;;"Lüfter ""groß\"""
            %s;;2026-02-01T08:30:00+01:00;99991231;Bosch;0281;C7;1.23E+15;x
            https://id.acme.example/01/09506000134352/21/%s;9;;;;;;;
            """.formatted(Works.laptop(0), Works.pack(0), Works.laptop(1), Works.laptop(2), Works.pack(3)), 1);
    }

    @Test
    void catenaX() throws IOException {
        damage("""
            {"policies": {}, "assets": [
            {"assetMetaInfo": {"catenaXId": "a"}, "submodels": [{"aspectType": "urn:x#SerialPart", "payload": {
            "localIdentifiers": [{"key": "manufacturerId", "value": "B1"}, {"key": "partInstanceId", "value": "%s"}],
            "partTypeInformation": {"manufacturerPartId": "T"}}}, {"aspectType": "urn:x#SingleLevelBomAsBuilt",
            "payload": {"childItems": [{"catenaXId": "b", "createdOn": "2026-02-01T00:00:00Z"}, {"catenaXId": "c"}]}}]},
            {"assetMetaInfo": {"catenaXId": "b"}, "submodels": [{"aspectType": "urn:x#Batch", "payload": {
            "localIdentifiers": [{"key": "batchId", "value": "L"}]}}]}]}
            """.formatted(Works.laptop(0)), 2);
    }

    private void damage(String text, long seed) throws IOException {
        var random = new Random(seed);
        byte[] whole = text.getBytes(StandardCharsets.UTF_8);
        int taken = 0;
        for (int round = 0; round < 1000; round++) {
            var file = folder.resolve("damaged");
            Files.write(file, damaged(whole, random));
            taken += attempt(file) ? 1 : 0;
        }
        assertTrue(taken > 20, taken + " files were taken");
    }

    private static boolean attempt(Path file) throws IOException {
        var works = new Works();
        try {
            var first = works.importer.run(file, Works.chunks(2), "erp", Progress.NONE);
            assertEquals(
                    first.counts().rejected(),
                    first.rejectedBy().values().stream()
                            .mapToLong(Long::longValue)
                            .sum());
            var again = works.run(file);
            assertEquals(ImportReceipt.Outcome.KNOWN_BEFORE, again.outcome());
            assertEquals(first.counts(), again.counts());
            return true;
        } catch (RefusedException refused) {
            assertTrue(String.valueOf(refused.getMessage()).length() > 10);
            return false;
        }
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "\";,\n\r\t|\0{}[]:".charAt(random.nextInt(13));
                case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, bytes.length - random.nextInt(40)));
                default -> {
                    int to = Math.min(bytes.length, at + random.nextInt(80));
                    var piece = Arrays.copyOfRange(bytes, at, to);
                    int onto = random.nextInt(bytes.length - piece.length + 1);
                    System.arraycopy(piece, 0, bytes, onto, piece.length);
                }
            }
        }
        return bytes;
    }
}
