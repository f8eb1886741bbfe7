package org.echt.app.backup;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A tar file in the making, private to its owner, whose last entry is the sum of all bytes before it. It has another name
 * until it is whole and durable, and takes nobody's place. Not thread-safe.
 */
final class Archive implements AutoCloseable {
    static final String MANIFEST = "manifest.json";
    static final String SUM = "sha256";
    private static final int BLOCK = 512;
    private static final int PART = 1 << 22;
    private static final int BUFFER = 1 << 16;

    private final Path target;
    private final Path temporary;
    private final Instant at;
    private final FileChannel channel;
    private final MessageDigest digest = sha256();
    private final OutputStream out;
    private final TarArchiveOutputStream tar;

    private Archive(Path target, Path temporary, Instant at, FileChannel channel) {
        this.target = target;
        this.temporary = temporary;
        this.at = at;
        this.channel = channel;
        this.out = new DigestOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER), digest);
        this.tar = tar(out);
    }

    /** @param at time of the entries */
    static Archive create(Path target, Instant at) throws IOException {
        if (Files.exists(target)) {
            throw exists(target);
        }
        var temporary = target.resolveSibling(target.getFileName() + ".part");
        try {
            var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return new Archive(target, temporary, at, FileChannel.open(temporary, options, mode));
        } catch (FileAlreadyExistsException e) {
            throw new BackupException(
                    temporary + " is there: another backup is being made, or one was cut off. If none runs, delete it.",
                    e);
        }
    }

    private static BackupException exists(Path target) {
        return new BackupException(target + " exists and is never overwritten. Give another --out.");
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static TarArchiveOutputStream tar(OutputStream out) {
        var tar = new TarArchiveOutputStream(out, BLOCK, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        return tar;
    }

    /** The last entry and the end of the archive, for everything before it having this sum. */
    static byte[] tail(byte[] sum) {
        var bytes = new ByteArrayOutputStream();
        try (var tar = tar(bytes)) {
            entry(tar, SUM, (HexFormat.of().formatHex(sum) + "\n").getBytes(StandardCharsets.US_ASCII), Instant.EPOCH);
        } catch (IOException e) {
            throw new IllegalStateException("memory takes every byte", e);
        }
        return bytes.toByteArray();
    }

    void file(String name, byte[] content) throws IOException {
        entry(tar, name, content, at);
    }

    private static void entry(TarArchiveOutputStream tar, String name, byte[] content, Instant at) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        entry.setMode(0600);
        entry.setModTime(Date.from(at));
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    /** Name of a part of what is too long to be held at once. */
    static String part(String name, int number) {
        return "%s/%06d.gz".formatted(name, number);
    }

    /** A stream that is compressed and cut into parts; close it before anything else is written. */
    Parts parts(String name) throws IOException {
        return new Parts(name);
    }

    /** One stream in parts. */
    final class Parts extends OutputStream {
        private final String name;
        private final ByteArrayOutputStream part = new ByteArrayOutputStream();
        private final GZIPOutputStream gzip = new GZIPOutputStream(part, BUFFER);
        private int count;

        private Parts(String name) throws IOException {
            this.name = name;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            gzip.write(bytes, from, length);
            if (part.size() >= PART) {
                end();
            }
        }

        private void end() throws IOException {
            file(part(name, count), part.toByteArray());
            count++;
            part.reset();
        }

        int count() {
            return count;
        }

        @Override
        public void close() throws IOException {
            gzip.close();
            end();
        }
    }

    /** Makes it whole, durable and known by its name. */
    void finish() throws IOException {
        tar.flush();
        out.flush();
        byte[] tail = tail(digest.digest());
        out.write(tail);
        out.flush();
        channel.force(true);
        try {
            Files.createLink(target, temporary);
            Files.delete(temporary);
        } catch (FileAlreadyExistsException _) {
            throw exists(target);
        } catch (UnsupportedOperationException _) {
            Files.move(temporary, target);
        }
        try (var folder = FileChannel.open(target.toAbsolutePath().resolveSibling(""), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** Removes what was not finished. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(temporary);
    }
}
