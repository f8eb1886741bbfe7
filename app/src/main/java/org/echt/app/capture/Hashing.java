package org.echt.app.capture;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.echt.core.asbuilt.ImportFile;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;

/** Finds out what file one has: its size and the SHA-256 of its content. */
final class Hashing {
    private static final int BUFFER = 1 << 18;

    private Hashing() {}

    /**
     * Reads the whole file once.
     *
     * @throws RefusedException (NOT_FOUND, NOT_ALLOWED, BAD_REQUEST) when there is no readable file with content
     */
    static ImportFile look(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new RefusedException(Fault.NOT_FOUND, "no file " + path + ". Maybe a wrong folder?");
        }
        if (!Files.isRegularFile(path)) {
            throw new RefusedException(Fault.BAD_REQUEST, path + " is no file. Name one file.");
        }
        if (!Files.isReadable(path)) {
            throw new RefusedException(Fault.NOT_ALLOWED, path + " may not be read by this user. Change its rights.");
        }
        var digest = sha256();
        long size = 0;
        // A plain stream: an interrupted thread could not read from a channel.
        try (var in = new FileInputStream(path.toFile())) {
            var buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                size += n;
                digest.update(buffer, 0, n);
            }
        }
        if (size == 0) {
            throw new RefusedException(Fault.BAD_REQUEST, path + " is empty. Maybe the export failed?");
        }
        return new ImportFile(
                HexFormat.of().formatHex(digest.digest()), path.getFileName().toString(), size);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
