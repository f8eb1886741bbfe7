package org.echt.app.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.echt.app.picture.Reencoded.Reason;

/** Walks a PNG file (W3C PNG) from its first to its last chunk and keeps the ones that hold pixels and colours. */
final class PngFile {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int IHDR = 0x49484452;
    private static final int PLTE = 0x504C5445;
    private static final int TRNS = 0x74524E53;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454E44;
    /** Clear in the type of a chunk without which the picture cannot be shown. */
    private static final int MAY_BE_PASSED_OVER = 0x20000000;

    private final ByteBuffer in;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private int width;
    private int height;

    private PngFile(byte[] upload) {
        this.in = ByteBuffer.wrap(upload);
    }

    static boolean begins(byte[] upload) {
        return upload.length >= SIGNATURE.length
                && Arrays.equals(upload, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    static BareFile read(byte[] upload) throws RefusedPicture {
        var file = new PngFile(upload);
        file.in.position(SIGNATURE.length);
        file.kept.writeBytes(SIGNATURE);
        while (file.chunk()) {
            // the next one
        }
        if (file.in.hasRemaining()) {
            throw new RefusedPicture(Reason.NOT_A_PICTURE);
        }
        return new BareFile(Format.PNG, file.width, file.height, Turn.NONE, file.kept.toByteArray());
    }

    /** Reads one; false after the last. */
    private boolean chunk() throws RefusedPicture {
        int start = in.position();
        if (in.remaining() < 12) {
            throw RefusedPicture.broken();
        }
        int length = in.getInt();
        int type = in.getInt();
        if (length < 0 || length > in.remaining() - 4 || (type == IHDR) != (width == 0)) {
            throw RefusedPicture.broken();
        }
        if (type == IHDR) {
            size(length);
        }
        in.position(start + 8 + length);
        keep(start, length, type, in.getInt());
        return type != IEND;
    }

    private void size(int length) throws RefusedPicture {
        if (length != 13) {
            throw RefusedPicture.broken();
        }
        width = in.getInt();
        height = in.getInt();
        BareFile.checkSize(width, height);
    }

    private void keep(int start, int length, int type, int sum) throws RefusedPicture {
        switch (type) {
            case IHDR, PLTE, TRNS, IDAT, IEND -> {
                var crc = new CRC32();
                crc.update(in.array(), start + 4, 4 + length);
                if ((int) crc.getValue() != sum) {
                    throw RefusedPicture.broken();
                }
                kept.write(in.array(), start, 12 + length);
            }
            default -> {
                if ((type & MAY_BE_PASSED_OVER) == 0) {
                    throw RefusedPicture.broken();
                }
            }
        }
    }
}
