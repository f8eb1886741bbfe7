package org.echt.app.store.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs, unpacked from the class path into {@code pg/bin-<version>}. Call under the start lock. */
final class Binaries {
    private static final Pattern VERSION = Pattern.compile("-(\\d+(?:\\.\\w+)*)\\.jar");

    private final Path home;

    private Binaries(Path home) {
        this.home = home;
    }

    Path postgres() {
        return home.resolve("bin/postgres");
    }

    Path initdb() {
        return home.resolve("bin/initdb");
    }

    /** Unpacks them unless that is done. A half unpacked folder never bears the final name. */
    static Binaries in(Folder folder) throws IOException {
        var archive = archive();
        var home = folder.pg().resolve("bin-" + version(archive));
        if (!Files.isDirectory(home)) {
            var temporary = folder.pg().resolve(home.getFileName() + ".unpacking");
            delete(temporary);
            unpack(archive, temporary);
            Files.move(temporary, home, StandardCopyOption.ATOMIC_MOVE);
        }
        return new Binaries(home);
    }

    private static URL archive() {
        var name = switch (System.getProperty("os.name") + " " + System.getProperty("os.arch")) {
            case "Linux amd64" -> "postgres-linux-x86_64.txz";
            case "Linux aarch64" -> "postgres-linux-arm_64.txz";
            default -> "none";
        };
        URL found = Binaries.class.getClassLoader().getResource(name);
        if (found == null) {
            throw new EmbeddedPostgresException(String.format(
                    Locale.ROOT,
                    "No embedded PostgreSQL for %s %s (looked for %s on the class path; there is one for Linux on x86-64"
                            + " and on arm64). Use a PostgreSQL of your own by its URL.",
                    System.getProperty("os.name"),
                    System.getProperty("os.arch"),
                    name));
        }
        return found;
    }

    /** From the name of the jar; if that was changed, the checksum of the archive serves as well. */
    private static String version(URL archive) throws IOException {
        var match = VERSION.matcher(archive.toString());
        if (match.find()) {
            return match.group(1);
        }
        var connection = archive.openConnection();
        return connection instanceof JarURLConnection jar
                ? Long.toHexString(jar.getJarEntry().getCrc())
                : Long.toHexString(connection.getContentLengthLong());
    }

    private static void unpack(URL archive, Path target) throws IOException {
        try (InputStream in = archive.openStream();
                var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in, 1 << 16)))) {
            for (@Nullable TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, target);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        var path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("The archive wants to write outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            createPublic(path);
            return;
        }
        createPublic(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, path);
            var mode = (entry.getMode() & 0111) != 0 ? "rwxr-xr-x" : "rw-r--r--";
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        }
    }

    /** Readable by all whatever the umask: PostgreSQL may run under another user, and there is no secret in it. */
    private static void createPublic(@Nullable Path directory) throws IOException {
        if (directory == null || Files.isDirectory(directory)) {
            return;
        }
        createPublic(directory.getParent());
        Files.createDirectory(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Deletes a folder with all in it; nothing when there is none. Follows no links. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
