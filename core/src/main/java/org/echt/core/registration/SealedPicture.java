package org.echt.core.registration;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.echt.core.notice.StoredPicture;

/** The plaintext of a picture (spec/personal-data.md): {@code hash|mediaType|width|height|} and its bytes. */
final class SealedPicture {
    private SealedPicture() {}

    static byte[] write(StoredPicture picture) {
        var head = (picture.hash() + "|" + picture.mediaType() + "|" + picture.width() + "|" + picture.height() + "|")
                .getBytes(StandardCharsets.US_ASCII);
        var all = Arrays.copyOf(head, head.length + picture.bytes().length);
        System.arraycopy(picture.bytes(), 0, all, head.length, picture.bytes().length);
        return all;
    }

    /** @throws IllegalStateException when it is no such plaintext */
    static StoredPicture read(byte[] plain) {
        int end = -1;
        for (int bars = 0; bars < 4; bars++) {
            end = next(plain, end + 1);
        }
        var head = new String(plain, 0, end, StandardCharsets.US_ASCII).split("\\|");
        var bytes = Arrays.copyOfRange(plain, end + 1, plain.length);
        return new StoredPicture(head[0], head[1], Integer.parseInt(head[2]), Integer.parseInt(head[3]), bytes);
    }

    private static int next(byte[] plain, int from) {
        for (int i = from; i < plain.length; i++) {
            if (plain[i] == '|') {
                return i;
            }
        }
        throw new IllegalStateException("a sealed picture has no head");
    }
}
