package org.echt.core.evidence;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.echt.core.tlog.MalformedException;

/**
 * Files in a ZIP that has one form only: in the order of their names, not compressed, all of one date. So the same files
 * give the same bytes, and a changed byte is found wherever it is. Immutable, apart from the arrays, which nobody may
 * change.
 *
 * @param files by name
 */
public record Archive(SortedMap<String, byte[]> files) {
    /** The most bytes of an archive that is read. */
    public static final int MAX_BYTES = 256 << 20;

    private static final int MAX_FILES = 10_000;
    private static final LocalDateTime DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

    public Archive {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    public byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(entry(file.getKey(), file.getValue()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static ZipEntry entry(String name, byte[] content) {
        var crc = new CRC32();
        crc.update(content);
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(DATE);
        return entry;
    }

    /** Reads what {@link #bytes} wrote and nothing else; the message names the place of the first byte that does not belong. */
    public static Archive read(byte[] bytes) throws MalformedException {
        if (bytes.length > MAX_BYTES) {
            throw new MalformedException("the file has " + bytes.length + " bytes; the limit is " + MAX_BYTES);
        }
        var files = new TreeMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                // Stored entries are never longer than the file they stand in.
                if (entry.getMethod() != ZipEntry.STORED || files.size() == MAX_FILES) {
                    throw new MalformedException("file \"" + entry.getName() + "\" is not stored as it must be");
                }
                files.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedException("the file is no whole ZIP: " + e.getMessage()
                    + (files.isEmpty() ? "" : ", behind \"" + files.lastKey() + "\""));
        }
        var archive = new Archive(files);
        byte[] again = archive.bytes();
        int differs = Arrays.mismatch(bytes, again);
        if (differs >= 0) {
            throw new MalformedException("byte " + differs + " of the file does not belong"
                    + (files.isEmpty() ? "" : ", near \"" + archive.near(differs) + "\""));
        }
        return archive;
    }

    /** The last file that begins at or before the place. */
    private String near(int place) {
        String last = files.firstKey();
        long at = 0;
        for (var file : files.entrySet()) {
            if (at > place) {
                return last;
            }
            last = file.getKey();
            at += 30 + file.getKey().length() + file.getValue().length;
        }
        return last;
    }
}
