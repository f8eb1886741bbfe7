package org.echt.core.tlog;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Entries one after the other, each after its length in two bytes, big-endian (C2SP tlog-tiles). */
public final class EntryBundle {
    /** The most bytes of an entry. */
    public static final int MAX_ENTRY = 0xFFFF;

    private EntryBundle() {}

    /** @throws IllegalArgumentException when there are no entries or more than {@link Tile#FULL}, or one is too long */
    public static byte[] write(List<byte[]> entries) {
        if (entries.isEmpty() || entries.size() > Tile.FULL) {
            throw new IllegalArgumentException("a bundle has 1 to " + Tile.FULL + " entries, not " + entries.size());
        }
        var out = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            if (entry.length > MAX_ENTRY) {
                throw new IllegalArgumentException("entry has " + entry.length + " bytes; the limit is " + MAX_ENTRY);
            }
            out.write(entry.length >> 8);
            out.write(entry.length);
            out.writeBytes(entry);
        }
        return out.toByteArray();
    }

    public static List<byte[]> read(byte[] bundle) throws MalformedException {
        var entries = new ArrayList<byte[]>();
        for (int at = 0; at < bundle.length || entries.isEmpty(); ) {
            int start = at + 2;
            int end = start > bundle.length ? start : start + ((bundle[at] & 0xFF) << 8) + (bundle[at + 1] & 0xFF);
            if (end > bundle.length || entries.size() == Tile.FULL) {
                throw new MalformedException(
                        "bundle is cut or too long at byte " + at + ", after " + entries.size() + " entries");
            }
            entries.add(Arrays.copyOfRange(bundle, start, end));
            at = end;
        }
        return entries;
    }
}
