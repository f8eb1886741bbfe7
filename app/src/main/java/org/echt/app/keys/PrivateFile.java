package org.echt.app.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A small file that only its owner may read: its mode is checked at every read, and no moment of a write shows it to
 * others or leaves half of it.
 */
final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    /** A file lock keeps out other processes only. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final Path file;
    private final Path folder;

    PrivateFile(Path file) {
        this.file = file.toAbsolutePath();
        this.folder = this.file.resolveSibling("");
    }

    String read() {
        try {
            checkFolder();
            checkMode();
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new KeystoreException("there is no key store " + file + ". Make one: echt key init --issuer NAME", e);
        } catch (IOException e) {
            throw new KeystoreException("key store " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Writes the file for the first time; refuses when it is there. */
    void create(String text) {
        write(text, temporary -> {
            Files.createLink(file, temporary);
            Files.delete(temporary);
        });
    }

    void replace(String text) {
        write(text, temporary -> Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE));
    }

    /** Runs {@code work} while no other thread and no other process is in it. */
    <T> T alone(Supplier<T> work) {
        THREADS.lock();
        try {
            return aloneAmongProcesses(work);
        } finally {
            THREADS.unlock();
        }
    }

    private <T> T aloneAmongProcesses(Supplier<T> work) {
        var lock = folder.resolve(file.getFileName() + ".lock");
        try {
            checkFolder();
            try (var channel = FileChannel.open(
                            lock,
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(OWNER));
                    var held = channel.lock()) {
                return held.isValid() ? work.get() : aloneAmongProcesses(work);
            }
        } catch (IOException e) {
            throw new KeystoreException("key store " + file + " cannot be locked: " + e.getMessage(), e);
        }
    }

    private interface Placing {
        void place(Path temporary) throws IOException;
    }

    private void write(String text, Placing placing) {
        var temporary = folder.resolve(file.getFileName() + ".new");
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            checkFolder();
            Files.deleteIfExists(temporary);
            writeDurably(temporary, text);
            placing.place(temporary);
            try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        } catch (FileAlreadyExistsException e) {
            deleteQuietly(temporary);
            throw new KeystoreException(
                    "key store " + file + " exists and is not overwritten. Show it: echt key list", e);
        } catch (IOException e) {
            throw new KeystoreException("key store " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static void writeDurably(Path temporary, String text) throws IOException {
        try (var channel = FileChannel.open(
                temporary,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER))) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void deleteQuietly(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException _) {
            // it holds a master nobody uses and only the owner can read; the next write deletes it
        }
    }

    private void checkMode() throws IOException {
        var mode = Files.getPosixFilePermissions(file);
        if (!OWNER.containsAll(mode)) {
            throw new KeystoreException("key store " + file + " has mode " + PosixFilePermissions.toString(mode)
                    + ", so others can use its secret. Forbid it: chmod 600 " + quoted(file));
        }
    }

    private void checkFolder() throws IOException {
        if (!Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            throw new KeystoreException("folder " + folder
                    + " knows no file modes, so a secret in it is open to all. Use a folder of a Unix file system.");
        }
        var mode = Files.getPosixFilePermissions(folder);
        if (mode.contains(PosixFilePermission.GROUP_WRITE) || mode.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new KeystoreException("folder " + folder + " has mode " + PosixFilePermissions.toString(mode)
                    + ", so others can replace the key store in it. Forbid it: chmod go-w " + quoted(folder));
        }
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }
}
