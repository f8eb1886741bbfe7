package org.echt.app.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.echt.app.picture.Reencoded.Accepted;
import org.echt.app.picture.Reencoded.Reason;
import org.echt.app.picture.Reencoded.Refused;

/**
 * Turns an uploaded file into a picture that can be stored, shown and printed. Pixels are all that is taken over: place,
 * camera, owner, thumbnail, comment, colour profile (the pixels are taken for sRGB) and whatever else hides in the file
 * stay behind. The same upload gives the same bytes on the same Java runtime.
 *
 * <p>Thread-safe. One picture is decoded at a time, because one may take some hundred megabytes while it is in work; others wait.
 */
public final class Pictures {
    /** Bytes. */
    public static final int LARGEST_FILE = 8 << 20;
    /** Width times height, as the file's header says it. */
    public static final int MOST_PIXELS = 40_000_000;
    /** Pixels; nothing is that long but a file made to exhaust memory. */
    public static final int LONGEST_SIDE = 20_000;
    /** Pixels on the longer side of what comes out. */
    public static final int LONG_SIDE = 1600;

    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock(true);

    private Pictures() {}

    /** Encodes {@code upload} anew, or says why not. Whatever the bytes are, it does not throw. */
    public static Reencoded reencode(byte[] upload) {
        if (upload.length > LARGEST_FILE) {
            return new Refused(Reason.TOO_LARGE_FILE);
        }
        try {
            return new Accepted(reencode(bare(upload)));
        } catch (RefusedPicture refused) {
            return new Refused(refused.reason);
        }
    }

    private static BareFile bare(byte[] upload) throws RefusedPicture {
        if (JpegFile.begins(upload)) {
            return JpegFile.read(upload);
        }
        if (PngFile.begins(upload)) {
            return PngFile.read(upload);
        }
        throw new RefusedPicture(Reason.NOT_A_PICTURE);
    }

    private static Picture reencode(BareFile file) throws RefusedPicture {
        ONE_AT_A_TIME.lock();
        try {
            var decoded = decode(file);
            boolean photo = file.format() == Format.JPEG || !(decoded.transparent() || decoded.fewColours());
            var fitted = decoded.fit(LONG_SIDE).turned(file.turn());
            var format = photo ? Format.JPEG : Format.PNG;
            return new Picture(format.encode(fitted.image(!photo)), format.mediaType, fitted.width(), fitted.height());
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    private static Bitmap decode(BareFile file) throws RefusedPicture {
        BufferedImage image;
        try {
            image = file.format().decode(file);
        } catch (IOException | RuntimeException _) {
            // the JDK's decoders answer damage with either
            throw RefusedPicture.broken();
        }
        return Bitmap.of(image);
    }
}
