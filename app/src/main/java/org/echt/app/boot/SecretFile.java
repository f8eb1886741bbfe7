package org.echt.app.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;

/** Reads a secret that lies in a file of its own. */
final class SecretFile {
    private SecretFile() {}

    /** The file's text without surrounding blanks; refused when others than its owner may read or write it. */
    static String read(Path file) {
        check(file);
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Refuses a file that is not there, or that others than its owner may read or write. */
    static void check(Path file) {
        try {
            var open = Files.getPosixFilePermissions(file).stream()
                    .anyMatch(p -> p != PosixFilePermission.OWNER_READ && p != PosixFilePermission.OWNER_WRITE);
            if (open) {
                throw new RefusedException(
                        Fault.NOT_ALLOWED, file + " holds a secret and is open to others. Close it: chmod 600 " + file);
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static RefusedException unreadable(Path file, IOException e) {
        return new RefusedException(Fault.NOT_FOUND, "the secret in " + file + " cannot be read: " + e.getMessage());
    }
}
