package org.echt.app.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.awt.image.BufferedImage;
import java.util.List;
import org.echt.app.picture.Reencoded.Accepted;

/** Whatever the bytes: a picture of ours, which is taken again, or a refusal; nothing else. */
class PicturesFuzzTest {
    private static final List<byte[]> WHOLE = List.of(
            Samples.jpeg(Samples.photo(24, 16)),
            Samples.progressive(Samples.photo(24, 16)),
            Samples.withSegment(Samples.jpeg(Samples.photo(24, 16)), 0xE1, Samples.exif(6, true)),
            Samples.png(Samples.photo(24, 16)),
            Samples.png(Samples.quarters(24, 16, BufferedImage.TYPE_BYTE_INDEXED)));

    @FuzzTest(maxDuration = "20s")
    void anything(byte[] upload) {
        check(upload);
    }

    @FuzzTest(maxDuration = "20s")
    void damaged(FuzzedDataProvider data) {
        var upload = data.pickValue(WHOLE).clone();
        while (data.remainingBytes() > 2) {
            upload[data.consumeInt(0, upload.length - 1)] = data.consumeByte();
        }
        check(upload);
    }

    private static void check(byte[] upload) {
        if (Pictures.reencode(upload) instanceof Accepted(var picture)) {
            assertTrue(Math.max(picture.width(), picture.height()) <= Pictures.LONG_SIDE);
            var again = assertInstanceOf(Accepted.class, Pictures.reencode(picture.bytes()))
                    .picture();
            assertEquals(picture.width(), again.width());
            assertEquals(picture.height(), again.height());
        }
    }
}
