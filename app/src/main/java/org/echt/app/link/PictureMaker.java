package org.echt.app.link;

import org.echt.core.notice.StoredPicture;

/** Makes a picture anew from what somebody uploaded, so that nothing but the picture is kept. Thread-safe. */
@FunctionalInterface
public interface PictureMaker {
    Result make(byte[] upload);

    /** What came of an upload. */
    sealed interface Result {}

    /** A picture to keep. */
    record Made(StoredPicture picture) implements Result {}

    /**
     * Not taken.
     *
     * @param tooLarge whether it is too large; otherwise it is no JPEG or PNG that can be read
     */
    record Refused(boolean tooLarge) implements Result {}
}
