package org.echt.app.store.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's data folder: made once, checked at each start. Call under the start lock. */
final class Cluster {
    static final String USER = "echt";
    static final String DATABASE = "echt";

    private static final Duration INIT_TIMEOUT = Duration.ofMinutes(2);

    private Cluster() {}

    /** Reads the password, or makes one as long as there is no database that has another. */
    static String password(Folder folder) throws IOException {
        if (Files.exists(folder.password())) {
            return PasswordFile.read(folder.password());
        }
        if (Files.exists(folder.data())) {
            throw new EmbeddedPostgresException("The database in " + folder.data() + " has lost its password file "
                    + folder.password() + ". Restore that file from a backup.");
        }
        return PasswordFile.create(folder.password());
    }

    /** Runs initdb unless that is done. The folder gets its name last, so it is whole when it is there. */
    static void prepare(Folder folder, Binaries binaries, Launch launch, String password) throws IOException {
        if (Files.exists(folder.data())) {
            checkVersion(folder, binaries);
            give(folder.data(), launch);
            return;
        }
        var fresh = folder.pg().resolve("data.new");
        var secret = folder.pg().resolve("initdb.password");
        Binaries.delete(fresh);
        Files.deleteIfExists(secret);
        try {
            Files.createDirectory(
                    fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            launch.own(fresh);
            PasswordFile.writePrivately(secret, password);
            launch.own(secret);
            initialise(folder, binaries, launch, fresh, secret);
        } finally {
            Files.deleteIfExists(secret);
        }
        Files.move(fresh, folder.data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void initialise(Folder folder, Binaries binaries, Launch launch, Path fresh, Path secret) {
        var words = Stream.of(
                binaries.initdb().toString(),
                "--pgdata=" + fresh,
                "--username=" + USER,
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums");
        var result = Command.run(launch.command(words), folder.pg(), INIT_TIMEOUT);
        if (!result.ok()) {
            throw new EmbeddedPostgresException("initdb could not make a database in " + fresh + " (" + launch.name()
                    + ", exit " + result.status() + "):\n  " + result.output()
                    + "\nCheck the free space and the permissions of that folder, then start again.");
        }
    }

    private static void checkVersion(Folder folder, Binaries binaries) throws IOException {
        var ofData = Files.readString(folder.data().resolve("PG_VERSION")).strip();
        var ofProgram = Command.run(
                        Stream.of(binaries.postgres().toString(), "--version").toList(),
                        folder.pg(),
                        Duration.ofSeconds(10))
                .output();
        if (!ofProgram.contains(" " + ofData + ".")) {
            throw new EmbeddedPostgresException("The database in " + folder.data() + " was made by PostgreSQL " + ofData
                    + ", but the programs here answer: " + ofProgram
                    + ". Use the release of Echt that made it, or move the data over with pg_dump.");
        }
    }

    /** When root can no longer use the way of the first start, the files have to go to another user. */
    private static void give(Path data, Launch launch) throws IOException {
        if (launch.owner() < 0 || Files.getAttribute(data, "unix:uid").equals(launch.owner())) {
            return;
        }
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                launch.own(file);
                return FileVisitResult.CONTINUE;
            }

            // After its files: the owner of the topmost folder tells that all is done.
            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                launch.own(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
