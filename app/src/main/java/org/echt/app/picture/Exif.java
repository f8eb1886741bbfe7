package org.echt.app.picture;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The one thing read of a camera's notes (CIPA DC-008): how it was held. Damaged notes say nothing. */
final class Exif {
    private static final byte[] MARK = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;

    private Exif() {}

    /** The turn noted in an APP1 segment's content, {@code null}-free: {@link Turn#NONE} if it notes none. */
    static Turn turn(ByteBuffer segment) {
        var mark = new byte[MARK.length];
        try {
            segment.get(mark);
            return Arrays.equals(mark, MARK) ? turnOfTiff(segment.slice()) : Turn.NONE;
        } catch (BufferUnderflowException | IndexOutOfBoundsException _) {
            return Turn.NONE;
        }
    }

    private static Turn turnOfTiff(ByteBuffer tiff) {
        tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = Short.toUnsignedInt(tiff.getShort(directory));
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + 12 * i;
            if (Short.toUnsignedInt(tiff.getShort(entry)) == ORIENTATION && tiff.getShort(entry + 2) == SHORT) {
                return Turn.ofExif(tiff.getShort(entry + 8));
            }
        }
        return Turn.NONE;
    }
}
