package org.echt.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.echt.core.access.User;

/** The sessions this machine's user has open: a file for each, which only they may read. */
record Sessions(Path folder) {
    private static final Set<PosixFilePermission> PRIVATE =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    void keep(String user, String secret) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var file = folder.resolve(user);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PRIVATE));
        Files.writeString(file, secret);
    }

    /** The secret of the user's session; refused when others may read the file. */
    Optional<String> secret(String user) {
        var file = folder.resolve(user);
        if (!User.isName(user) || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            if (!PRIVATE.containsAll(Files.getPosixFilePermissions(file))) {
                throw Complaint.signIn(file + " holds a session and is open to others", "Close it: chmod 600 " + file);
            }
            return Optional.of(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void forget(String user) throws IOException {
        Files.deleteIfExists(folder.resolve(user));
    }

    /** Users with a session here. */
    List<String> users() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(f -> String.valueOf(f.getFileName())).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
