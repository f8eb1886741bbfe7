package org.echt.app.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/** The database password: random, in a file that only its owner may read. */
final class PasswordFile {
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_MAY = PosixFilePermissions.fromString("rwx------");

    private PasswordFile() {}

    /** Whole or not at all: written beside and renamed. */
    static String create(Path file) throws IOException {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        var password = HexFormat.of().formatHex(bytes);
        var temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        writePrivately(temporary, password);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        return password;
    }

    static void writePrivately(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(file, text);
    }

    /** @throws EmbeddedPostgresException when others may read it, or when it does not hold a password */
    static String read(Path file) throws IOException {
        var mode = Files.getPosixFilePermissions(file);
        if (!OWNER_MAY.containsAll(mode)) {
            throw new EmbeddedPostgresException("The password file " + file + " has the mode "
                    + PosixFilePermissions.toString(mode) + ", so others than its owner can reach the database."
                    + " If nobody else can have read it: chmod 600 " + file);
        }
        var password = Files.readString(file).strip();
        if (!FORM.matcher(password).matches()) {
            throw new EmbeddedPostgresException("The password file " + file
                    + " does not hold the 64 hexadecimal digits that were written to it. Restore it from a backup.");
        }
        return password;
    }
}
