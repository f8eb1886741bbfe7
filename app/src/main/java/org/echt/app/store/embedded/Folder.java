package org.echt.app.store.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where things lie in a data folder.
 *
 * @param root the data folder, absolute and free of links
 */
record Folder(Path root) {

    /** Creates what is missing. {@code pg} may be passed through by all, as PostgreSQL may run under another user. */
    static Folder create(Path dataDir) {
        try {
            Files.createDirectories(dataDir);
            var folder = new Folder(dataDir.toRealPath());
            if (!Files.isDirectory(folder.pg())) {
                Files.createDirectories(folder.pg());
                Files.setPosixFilePermissions(folder.pg(), PosixFilePermissions.fromString("rwx--x--x"));
            }
            return folder;
        } catch (IOException e) {
            throw new EmbeddedPostgresException(
                    "Cannot create the data folder " + dataDir + ": " + e
                            + ". Choose a folder that this user may write to, on a file system with POSIX permissions.",
                    e);
        }
    }

    Path pg() {
        return root.resolve("pg");
    }

    /** PostgreSQL's own folder. It exists only when initdb has finished. */
    Path data() {
        return pg().resolve("data");
    }

    Path pidFile() {
        return data().resolve("postmaster.pid");
    }

    Path password() {
        return pg().resolve("password");
    }

    /** Holds the port of the last start, so that the next one takes the same. */
    Path port() {
        return pg().resolve("port");
    }

    Path log() {
        return pg().resolve("log");
    }

    /** Every process holds this one shared as long as it uses the database. */
    Path useLock() {
        return root.resolve("echt.lock");
    }

    /** Held exclusively while the server is started, stopped or attached to. */
    Path startLock() {
        return root.resolve("start.lock");
    }

    /** Names the server in its command line and in the titles of all its children: all users may read these. */
    String clusterName() {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(root.toString().getBytes(StandardCharsets.UTF_8));
            return "echt_" + HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
