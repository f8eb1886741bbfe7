package org.echt.testkit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.echt.core.asbuilt.ImportChunk;
import org.echt.core.asbuilt.ImportFile;
import org.echt.core.asbuilt.ImportStore.NamedPart;
import org.echt.core.asbuilt.Installation;
import org.echt.core.asbuilt.PartKey;

/** Short ways to bring installations and foreign parts into stores. */
public final class Imports {
    private Imports() {}

    /** A file of 1000 bytes whose content hash is that of its name. */
    public static ImportFile file(String name) {
        return new ImportFile(sha256(name), name, 1000);
    }

    /** The one chunk of a file of 1000 bytes that holds {@code added}. */
    public static ImportChunk chunk(List<Installation> added) {
        return chunk(added, 1000, added.size() + 1L, true);
    }

    /** A chunk of new installations only. */
    public static ImportChunk chunk(List<Installation> added, long doneBytes, long doneLines, boolean finished) {
        return new ImportChunk(added, List.of(), 0, List.of(), doneBytes, doneLines, finished, Batches.BUILT);
    }

    /** Imports {@code installations} as one finished file. */
    public static void store(Stores stores, List<Installation> installations) {
        try (var session = stores.imports().open(next(stores), "erp", Batches.BUILT)) {
            session.commit(chunk(installations));
        }
    }

    /** Brings foreign parts into the dictionary, as one finished file; their item numbers, in order. */
    public static long[] numbers(Stores stores, List<NamedPart> parts) {
        try (var session = stores.imports().open(next(stores), "erp", Batches.BUILT)) {
            long[] numbers = session.numbers(parts);
            session.commit(chunk(List.of()));
            return numbers;
        }
    }

    /** A serialised part of another maker, lot unknown where empty. */
    public static NamedPart part(String maker, String type, String lot, String serial, String name) {
        return new NamedPart(new PartKey(maker, type, lot, serial), name);
    }

    /** A file with a content no job of these stores had yet. */
    private static ImportFile next(Stores stores) {
        return file("file " + stores.imports().jobs(100_000).size());
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
