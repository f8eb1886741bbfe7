package org.echt.app.picture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What phones put behind the end of a photo: further JPEGs (CIPA DC-007, brightness maps), a short film, the maker's notes.
 * None of it is taken over; it is only no reason to refuse the photo.
 */
final class CameraTrailer {
    private static final byte[] FILM = "ftyp".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] NOTES = "SEFT".getBytes(StandardCharsets.ISO_8859_1);

    private CameraTrailer() {}

    /** Whether everything from {@code end} on is such a trailer, or nothing, or zeros. */
    static boolean is(byte[] file, int end) {
        int from = end;
        while (from < file.length && file[from] == 0) {
            from++;
        }
        return from == file.length
                || has(file, from, new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF})
                || has(file, end + 4, FILM)
                || has(file, file.length - NOTES.length, NOTES);
    }

    private static boolean has(byte[] file, int at, byte[] mark) {
        return at >= 0
                && at + mark.length <= file.length
                && Arrays.equals(file, at, at + mark.length, mark, 0, mark.length);
    }
}
