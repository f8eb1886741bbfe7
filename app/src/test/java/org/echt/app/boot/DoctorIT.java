package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import org.echt.app.cli.Commands;
import org.echt.app.cli.Commands.Said;
import org.echt.app.config.ConfigFile;
import org.echt.app.store.postgres.DatabaseLoad;
import org.echt.core.ledger.Seen;
import org.echt.core.tlog.Hash;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the doctor says of installations that are well, and of those that are not. */
class DoctorIT {
    private static Said doctor(Install install, String settings) throws Exception {
        var config = install.folder().resolve("echt.conf");
        Files.writeString(config, "data.folder = data\nweb.port = 0\noperators.port = 0\n" + settings);
        return new Commands(new Wiring(), install.folder()).run("", "--config", config.toString(), "doctor", "--json");
    }

    private static Map<String, JsonNode> findings(Said said) {
        var findings = new TreeMap<String, JsonNode>();
        for (var finding : JsonMapper.shared().readTree(said.out())) {
            findings.put(finding.path("check").asString(""), finding);
        }
        return findings;
    }

    private static void assertState(String state, String check, Said said) {
        var finding = findings(said).get(check);
        assertTrue(finding != null && finding.path("state").asString("").equals(state), said.toString());
    }

    @Test
    void aFreshInstallationIsWell() throws Exception {
        try (var install = Install.withKeys()) {
            Plant.build(install);
            var said = doctor(install, "");
            assertEquals(0, said.exit(), said.toString());
            for (var check : new String[] {
                "java",
                "configuration",
                "data folder",
                "secrets",
                "key store",
                "clock",
                "database",
                "schema",
                "catalogue",
                "checks",
                "port",
                "operators"
            }) {
                assertState("fine", check, said);
            }
            assertState("notice", "backup", said);
            assertState("notice", "witnesses", said);
            assertState("skipped", "mail", said);
        }
    }

    @Test
    void itMakesNothing() throws Exception {
        try (var install = Install.bare()) {
            var said = doctor(install, "");
            assertEquals(1, said.exit(), said.toString());
            assertState("wrong", "data folder", said);
            assertState("wrong", "key store", said);
            assertState("skipped", "database", said);
            assertFalse(Files.exists(install.data()), "a data folder was made");
        }
    }

    @Test
    void whatIsWrongIsFound() throws Exception {
        try (var install = Install.withKeys();
                var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Plant.build(install);
            var password = Files.writeString(install.folder().resolve("relay.txt"), "secret");
            Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
            Files.setPosixFilePermissions(install.keystore(), PosixFilePermissions.fromString("rw-r--r--"));
            var said = doctor(install, """
                    mail.host = 127.0.0.1
                    mail.port = 1
                    mail.user = echt
                    mail.password-file = relay.txt
                    mail.from = recall@acme.example
                    timestamp.url = http://127.0.0.1:1/tsr
                    """);
            assertEquals(1, said.exit(), said.toString());
            assertState("wrong", "secrets", said);
            assertState("wrong", "key store", said);
            assertState("skipped", "catalogue", said);
            assertState("wrong", "mail relay", said);
            assertState("wrong", "time-stamps", said);
            assertFalse(said.out().contains("\"secret\""), said.toString());
            port(install, taken.getLocalPort());
        }
    }

    private static void port(Install install, int port) throws Exception {
        var config = Files.writeString(
                install.folder().resolve("port.conf"),
                "data.folder = data\nweb.port = 0\noperators.port = " + port + "\n");
        var said =
                new Commands(new Wiring(), install.folder()).run("", "--config", config.toString(), "doctor", "--json");
        assertState("wrong", "operators", said);
    }

    @Test
    void aConfigurationNobodyUnderstandsEndsIt() throws Exception {
        try (var install = Install.bare()) {
            var said = doctor(install, "web.prot = 1\n");
            assertEquals(1, said.exit(), said.toString());
            assertState("wrong", "configuration", said);
            assertTrue(said.out().contains("web.port"), said.toString());
        }
    }

    @Test
    void anOlderSchemaIsToldAndLeft() throws Exception {
        try (var install = Install.withKeys()) {
            var config = ConfigFile.defaults(install.folder()).withData(install.data());
            try (var open = OpenDatabase.of(config)) {
                DatabaseLoad.begin(open.database(), 9).close();
            }
            var said = doctor(install, "");
            assertState("notice", "schema", said);
            assertState("skipped", "catalogue", said);
            try (var open = OpenDatabase.of(config)) {
                assertEquals(9, open.database().schema().present());
            }
        }
    }

    @Test
    void aDatabaseOfAnEarlierDayIsFound() throws Exception {
        try (var install = Install.withKeys()) {
            Plant.build(install);
            try (var node = install.open()) {
                node.ledger().orElseThrow().place();
            }
            var fine = doctor(install, "");
            assertState("fine", "log", fine);
            new SeenFile(install.data()).saw(new Seen.Sight("id.acme.example/log", 4711, Hash.EMPTY_ROOT));
            var said = doctor(install, "");
            assertEquals(1, said.exit(), said.toString());
            assertState("wrong", "log", said);
        }
    }
}
