package org.echt.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.echt.app.keys.Certificates;
import org.echt.core.audit.AuditLog.Filter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A batch's code file goes to its maker encrypted, whole, counted and noted. */
@Tag("slow")
final class BatchExportTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void whatTheMakerOpensIsTheCodeFileOfTheBatch() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        var starter = new MemoryStarter(folder);
        var holder = Certificates.make("RSA", 2048, "SHA256withRSA");
        Files.writeString(folder.resolve("works.pem"), holder.pem());
        for (var line : List.of(
                "key init --issuer acme",
                "product add cell --gtin 4012345000016 --name Cell --brand Acme",
                "maker add Works --certificate works.pem",
                "maker quota Works --codes 9000",
                "batch issue --product cell --lot K7 --count 9000 --maker Works --order PO-1 --out clear.csv",
                "batch export 0 --out never.cms --dry-run")) {
            run(starter, line);
        }
        assertFalse(Files.exists(folder.resolve("never.cms")));
        var said = JsonMapper.shared().readTree(run(starter, "batch export 0 --out k7.cms --json"));
        assertEquals(9000, said.get("count").asInt());
        assertEquals("CN=Works", said.get("certificate").asString());
        var opened = holder.open(Files.readAllBytes(folder.resolve("k7.cms")));
        assertArrayEquals(Files.readAllBytes(folder.resolve("clear.csv")), opened);
        var sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(opened));
        assertEquals(sha256, said.get("sha256").asString());
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("k7.cms"))));
        assertFalse(Files.exists(folder.resolve("k7.cms.part")));
        var noted = starter.stores().audit().find(new Filter("", "batch.exported", "", null, null, Long.MAX_VALUE, 9));
        assertEquals(1, noted.size());
        assertTrue(noted.getFirst().entry().after().contains(sha256));
    }

    private String run(MemoryStarter starter, String line) {
        var said = new ByteArrayOutputStream();
        var told = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        var err = new PrintStream(told, true, StandardCharsets.UTF_8);
        var terminal = new Terminal(new ByteArrayInputStream(new byte[0]), out, err, false, false, false, false);
        var surroundings = new Shell.Surroundings(folder, "jonas.kern", new Random(11), starter::nanos, Never::new);
        assertEquals(
                Exit.FINE,
                Cli.run(line.split(" "), new Shell(terminal, starter, surroundings)),
                () -> line + "\n" + told.toString(StandardCharsets.UTF_8));
        return said.toString(StandardCharsets.UTF_8);
    }

    private static final class Never implements Interrupts.Guard {
        @Override
        public boolean stopping() {
            return false;
        }

        @Override
        public void close() {}
    }
}
