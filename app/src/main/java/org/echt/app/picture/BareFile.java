package org.echt.app.picture;

import java.util.Objects;
import org.echt.app.picture.Reencoded.Reason;

/**
 * A picture file of which nothing is left but what its pixels need, so that a decoder never meets anything else.
 *
 * <p>Not a record: it owns an array.
 */
final class BareFile {
    private final Format format;
    private final int width;
    private final int height;
    private final Turn turn;
    private final byte[] bytes;

    BareFile(Format format, int width, int height, Turn turn, byte[] bytes) {
        this.format = format;
        this.width = width;
        this.height = height;
        this.turn = Objects.requireNonNull(turn);
        this.bytes = bytes;
    }

    Format format() {
        return format;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** How the camera was held. */
    Turn turn() {
        return turn;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Refuses a size that could not be decoded in the memory we grant. */
    static void checkSize(int width, int height) throws RefusedPicture {
        if (width <= 0 || height <= 0) {
            throw RefusedPicture.broken();
        }
        if (Math.max(width, height) > Pictures.LONGEST_SIDE || (long) width * height > Pictures.MOST_PIXELS) {
            throw new RefusedPicture(Reason.TOO_MANY_PIXELS);
        }
    }
}
