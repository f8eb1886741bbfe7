package org.echt.app.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/** A backup to be read, of which every byte was checked. Not thread-safe. */
public final class BackupFile implements AutoCloseable {
    private static final int BUFFER = 1 << 20;

    private final TarFile tar;
    private final Map<String, TarArchiveEntry> entries = new HashMap<>();
    private final Manifest manifest;

    private BackupFile(TarFile tar) throws IOException {
        this.tar = tar;
        tar.getEntries().forEach(entry -> entries.put(entry.getName(), entry));
        this.manifest = Manifest.parse(file(Archive.MANIFEST));
    }

    /**
     * Opens a backup after reading all of it: a single bit that differs from what was written is found.
     *
     * @param progress told how many bytes were checked
     * @throws BackupException for what is damaged, cut off, or no backup
     */
    public static BackupFile open(Path file, LongConsumer progress) throws IOException {
        check(file, progress);
        var tar = new TarFile(file);
        try {
            return new BackupFile(tar);
        } catch (IOException | RuntimeException e) {
            tar.close();
            throw e;
        }
    }

    private static void check(Path file, LongConsumer progress) throws IOException {
        int tail = Archive.tail(new byte[Archive.sha256().getDigestLength()]).length;
        try (var channel = FileChannel.open(file)) {
            long body = channel.size() - tail;
            if (body <= 0) {
                throw new BackupException(file + " is no backup: it is too short.");
            }
            var expected = Archive.tail(sum(channel, body, progress));
            var found = ByteBuffer.allocate(tail);
            while (found.hasRemaining() && channel.read(found) >= 0) {
                // until all of it is there
            }
            if (!Arrays.equals(expected, found.array())) {
                throw new BackupException(
                        file + " is damaged, cut off, or no backup: its end does not say the sum of its bytes."
                                + " Take another backup, or another copy of this one.");
            }
        } catch (NoSuchFileException e) {
            throw new BackupException("there is no file " + file + ".", e);
        }
    }

    private static byte[] sum(FileChannel channel, long length, LongConsumer progress) throws IOException {
        var digest = Archive.sha256();
        var buffer = ByteBuffer.allocate(BUFFER);
        long left = length;
        while (left > 0) {
            buffer.clear().limit((int) Math.min(BUFFER, left));
            int n = channel.read(buffer);
            if (n < 0) {
                throw new BackupException("the backup becomes shorter while it is read.");
            }
            digest.update(buffer.flip());
            left -= n;
            progress.accept(length - left);
        }
        return digest.digest();
    }

    public Manifest manifest() {
        return manifest;
    }

    /** One of the files beside the database, by its name. */
    public byte[] file(String name) throws IOException {
        try (var in = tar.getInputStream(entry(name))) {
            return in.readAllBytes();
        }
    }

    /** A table's rows. */
    InputStream rows(Manifest.Rows rows) throws IOException {
        return new GZIPInputStream(new Parts(rows), BUFFER);
    }

    /** The entries of one table, one after the other. */
    private final class Parts extends InputStream {
        private final Manifest.Rows rows;
        private InputStream present = InputStream.nullInputStream();
        private int next;

        Parts(Manifest.Rows rows) {
            this.rows = rows;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int n = present.read(bytes, from, length);
            while (n < 0 && next < rows.parts()) {
                present.close();
                present = tar.getInputStream(entry(Archive.part(rows.table().fullName(), next++)));
                n = present.read(bytes, from, length);
            }
            return n;
        }

        @Override
        public int available() throws IOException {
            return Math.max(present.available(), next < rows.parts() ? 1 : 0);
        }

        @Override
        public void close() throws IOException {
            present.close();
        }
    }

    private TarArchiveEntry entry(String name) {
        var entry = entries.get(name);
        if (entry == null) {
            throw new BackupException("the backup holds no " + name + ".");
        }
        return entry;
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
