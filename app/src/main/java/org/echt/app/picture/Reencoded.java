package org.echt.app.picture;

/** What became of an uploaded file. */
public sealed interface Reencoded {
    /** It was a picture, and this is it, encoded anew. */
    record Accepted(Picture picture) implements Reencoded {}

    /** It is not taken. */
    record Refused(Reason reason) implements Reencoded {}

    /** Why a file is not taken, for the person who uploaded it. */
    enum Reason {
        /** Neither JPEG nor PNG by its content, or such a picture with something else behind its end. */
        NOT_A_PICTURE,
        /** More than {@link Pictures#LARGEST_FILE} bytes. */
        TOO_LARGE_FILE,
        /** More than {@link Pictures#MOST_PIXELS}, or a side longer than {@link Pictures#LONGEST_SIDE}. */
        TOO_MANY_PIXELS,
        /** It begins like a picture, but is cut off, damaged, or of a kind nobody's camera makes. */
        BROKEN
    }
}
