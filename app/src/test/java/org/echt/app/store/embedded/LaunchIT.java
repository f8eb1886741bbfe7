package org.echt.app.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL refuses root. As an ordinary user there is nothing to choose, and that is what is tested then. */
final class LaunchIT {
    private static final String NEVER = "/bin/false";

    @TempDir
    Path dataDir = Path.of("");

    @BeforeEach
    void letOthersPass() throws Exception {
        Files.setPosixFilePermissions(dataDir, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void runsAsWhoeverStartsIt() throws Exception {
        try (var postgres = EmbeddedPostgres.open(dataDir, Trial.SMALL)) {
            assertEquals("1", Trial.ask(postgres, "select 1"));
        }
        // After a first start as root in a user namespace, the files can be given to another user.
        if (isRoot()) {
            for (var launch : List.of(Launch.setpriv(65_534, 65_534), Launch.runuser(), Launch.su())) {
                startBy(launch);
            }
        }
    }

    @Test
    void everyWayOfRootMakesADatabase() throws Exception {
        if (!isRoot()) {
            startBy(Launch.direct());
            return;
        }
        for (var launch :
                List.of(Launch.userNamespace(), Launch.setpriv(65_534, 65_534), Launch.runuser(), Launch.su())) {
            var folder = Folder.create(dataDir);
            startBy(launch);
            Binaries.delete(folder.data());
            Files.delete(folder.password());
        }
    }

    @Test
    void servesAnOrdinaryUser(@TempDir Path copies) throws Exception {
        if (!isRoot()) {
            return;
        }
        Files.setPosixFilePermissions(copies, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setAttribute(dataDir, "unix:gid", 65_534);
        Files.setAttribute(dataDir, "unix:uid", 65_534);
        try (var guest = Guest.startAsNobody(dataDir, copies);
                var postgres = EmbeddedPostgres.open(dataDir, Trial.SMALL)) {
            assertEquals(guest.url(), postgres.jdbcUrl());
            assertEquals(65_534, Files.getAttribute(Folder.create(dataDir).data(), "unix:uid"));
        }
        // Root starts what an ordinary user made: as that user.
        EmbeddedPostgres.open(dataDir, Trial.SMALL).close();
        Guest.startAsNobody(dataDir, copies).close();
    }

    @Test
    void namesWhatWasTriedAndTheFolderThatBars() throws Exception {
        var folder = Folder.create(dataDir);
        var binaries = Binaries.in(folder);
        Files.setPosixFilePermissions(dataDir, PosixFilePermissions.fromString("rwx------"));
        var ways = List.of(
                new Launch("first way", List.of(NEVER), -1, -1),
                new Launch("second way", List.of("/no/such/program"), -1, -1));
        var refused = assertThrows(EmbeddedPostgresException.class, () -> Launch.choose(folder, binaries, ways));
        var message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("first way: exit 1"), message);
        assertTrue(message.contains("second way: exit 127"), message);
        assertTrue(message.contains("chmod o+x " + folder.root()), message);
    }

    private void startBy(Launch launch) throws Exception {
        var folder = Folder.create(dataDir);
        var binaries = Binaries.in(folder);
        assertEquals(launch, Launch.choose(folder, binaries, List.of(launch)));
        Cluster.prepare(folder, binaries, launch, Cluster.password(folder));
        var server = new Server(folder, binaries, Trial.SMALL, launch);
        assertTrue(server.ensureReady(() -> false).ready());
        server.stop();
        assertTrue(Server.running(folder).isEmpty());
    }

    private static boolean isRoot() throws Exception {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }
}
