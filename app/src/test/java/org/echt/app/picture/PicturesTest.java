package org.echt.app.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.echt.app.picture.Reencoded.Accepted;
import org.echt.app.picture.Reencoded.Reason;
import org.echt.app.picture.Reencoded.Refused;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class PicturesTest {
    private static final byte[] PHOTO = Samples.jpeg(Samples.photo(300, 200));
    private static final byte[] DRAWING = Samples.png(Samples.quarters(60, 40, BufferedImage.TYPE_INT_RGB));

    private static Picture accepted(byte[] upload) {
        return assertInstanceOf(Accepted.class, Pictures.reencode(upload)).picture();
    }

    private static void refused(Reason reason, byte[] upload) {
        assertEquals(new Refused(reason), Pictures.reencode(upload));
    }

    @Test
    void aPhotoStaysAPhoto() throws Exception {
        var picture = accepted(PHOTO);
        assertEquals("image/jpeg", picture.mediaType());
        assertEquals(300, picture.width());
        assertEquals(200, picture.height());
        assertEquals(
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(picture.bytes())),
                picture.sha256());
        assertNear(Samples.photo(300, 200), Samples.decoded(picture), 12);
    }

    @Test
    void progressiveAndGreyPhotosAreRead() throws IOException {
        assertNear(
                Samples.photo(300, 200), Samples.decoded(accepted(Samples.progressive(Samples.photo(300, 200)))), 12);
        var grey = new BufferedImage(20, 20, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 400; i++) {
            grey.getRaster().setSample(i % 20, i / 20, 0, 128);
        }
        for (var upload : List.of(Samples.jpeg(grey), Samples.png(grey))) {
            assertEquals(128, Samples.decoded(accepted(upload)).getRGB(9, 9) & 0xFF, 2);
        }
    }

    @Test
    void theSameUploadGivesTheSameBytes() {
        for (var upload : List.of(PHOTO, DRAWING)) {
            assertArrayEquals(accepted(upload).bytes(), accepted(upload.clone()).bytes());
            assertEquals(accepted(upload), accepted(upload));
        }
    }

    @Test
    void largePicturesAreScaledAndNothingIsEnlarged() throws IOException {
        var wide = accepted(Samples.jpeg(Samples.quarters(4000, 1000, BufferedImage.TYPE_INT_RGB)));
        assertEquals(List.of(1600, 400), List.of(wide.width(), wide.height()));
        var decoded = Samples.decoded(wide);
        assertEquals(List.of(1600, 400), List.of(decoded.getWidth(), decoded.getHeight()));
        assertQuarters(decoded, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFFFF);
        var tall = accepted(Samples.png(Samples.quarters(2, 3333, BufferedImage.TYPE_INT_RGB)));
        assertEquals(List.of(1, 1600), List.of(tall.width(), tall.height()));
        var small = accepted(Samples.png(Samples.quarters(1, 1, BufferedImage.TYPE_INT_RGB)));
        assertEquals(List.of(1, 1), List.of(small.width(), small.height()));
    }

    @Test
    void scalingTakesTheMeanOfEachArea() throws IOException {
        var lines = new BufferedImage(3200, 20, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 3200; x += 2) {
            for (int y = 0; y < 20; y++) {
                lines.setRGB(x, y, 0xFFFFFF);
            }
        }
        var decoded = Samples.decoded(accepted(Samples.png(lines)));
        for (int x = 0; x < 1600; x++) {
            assertEquals(0x808080, decoded.getRGB(x, 5) & 0xFFFFFF);
        }
    }

    @Test
    void aHugePhotoIsReadAtHalfItsSize() throws IOException {
        var huge = accepted(Samples.jpeg(Samples.quarters(6000, 4000, BufferedImage.TYPE_INT_RGB)));
        assertEquals(List.of(1600, 1067), List.of(huge.width(), huge.height()));
        assertQuarters(Samples.decoded(huge), 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFFFF);
    }

    @ParameterizedTest
    @CsvSource({
        // what stands at the four corners after turning: R red, G green, B blue, W white
        "1, RGBW",
        "2, GRWB",
        "3, WBGR",
        "4, BWRG",
        "5, RBGW",
        "6, BRWG",
        "7, WGBR",
        "8, GWRB",
        "0, RGBW",
        "9, RGBW"
    })
    void theCameraIsTurnedUpright(int orientation, String corners) throws IOException {
        var stored = Samples.jpeg(Samples.quarters(300, 200, BufferedImage.TYPE_INT_RGB));
        for (boolean littleEndian : new boolean[] {true, false}) {
            var picture = accepted(Samples.withSegment(stored, 0xE1, Samples.exif(orientation, littleEndian)));
            boolean upright = orientation >= 5 && orientation <= 8;
            assertEquals(upright ? 200 : 300, picture.width());
            assertEquals(upright ? 300 : 200, picture.height());
            assertQuarters(
                    Samples.decoded(picture),
                    corners.chars().map(PicturesTest::colour).toArray());
        }
    }

    private static int colour(int initial) {
        return switch (initial) {
            case 'R' -> 0xFF0000;
            case 'G' -> 0x00FF00;
            case 'B' -> 0x0000FF;
            default -> 0xFFFFFF;
        };
    }

    @Test
    void damagedCameraNotesSayNothing() {
        var notes = Samples.exif(6, true);
        for (int length = 0; length < notes.length - 23; length++) {
            assertEquals(
                    300,
                    accepted(Samples.withSegment(PHOTO, 0xE1, Arrays.copyOf(notes, length)))
                            .width());
        }
        var wild = notes.clone();
        Arrays.fill(wild, 10, 14, (byte) 0xFF);
        assertEquals(300, accepted(Samples.withSegment(PHOTO, 0xE1, wild)).width());
    }

    @Test
    void nothingButPixelsIsTakenOver() {
        var photo = Samples.withSegment(PHOTO, 0xE1, Samples.exif(1, true));
        photo = Samples.withSegment(photo, 0xFE, Samples.ascii("Secret comment <script>"));
        photo = Samples.withSegment(photo, 0xE2, Samples.ascii("ICC_PROFILE\0Secret"));
        assertTrue(holds(photo, "Secret"));
        assertFalse(holds(accepted(photo).bytes(), "Secret"));
        assertArrayEquals(accepted(PHOTO).bytes(), accepted(photo).bytes());

        var drawing = Samples.withChunk(DRAWING, "tEXt", Samples.ascii("Author\0Secret"));
        drawing = Samples.withChunk(drawing, "eXIf", Samples.ascii("Secret"));
        assertFalse(holds(accepted(drawing).bytes(), "Secret"));
        assertArrayEquals(accepted(DRAWING).bytes(), accepted(drawing).bytes());
    }

    @Test
    void drawingsAndTransparencyStayPngAndPhotosBecomeJpeg() throws IOException {
        var drawing = accepted(DRAWING);
        assertEquals("image/png", drawing.mediaType());
        assertNear(Samples.quarters(60, 40, BufferedImage.TYPE_INT_RGB), Samples.decoded(drawing), 0);

        assertEquals(
                "image/jpeg", accepted(Samples.png(Samples.photo(300, 200))).mediaType());

        var glass = new BufferedImage(40, 40, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 1600; i++) {
            glass.setRGB(i % 40, i / 40, (i % 40 * 6) << 24 | 0x123456 + i * 3);
        }
        var through = accepted(Samples.png(glass));
        assertEquals("image/png", through.mediaType());
        var seen = Samples.decoded(through);
        for (int x = 0; x < 40; x++) {
            assertEquals(x * 6, seen.getRGB(x, 20) >>> 24);
        }
        assertEquals((glass.getRGB(39, 20) >> 16) & 0xFF, (seen.getRGB(39, 20) >> 16) & 0xFF, 1);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_BYTE_BINARY,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_3BYTE_BGR
            })
    void everyKindOfPngIsRead(int type) {
        var picture = accepted(Samples.png(Samples.quarters(50, 30, type)));
        assertEquals(List.of(50, 30), List.of(picture.width(), picture.height()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
                "<!DOCTYPE html><script>alert(1)</script>",
                "%PDF-1.7",
                "RIFF....WEBPVP8 ",
                "BM....",
                "II*\0",
                "#!/bin/sh\nrm -rf /",
                "PK\u0003\u0004",
                "\u00FF\u00D8",
                "\u0089PNG\r\n\u001A"
            })
    void otherFilesAreNoPictures(String content) {
        refused(Reason.NOT_A_PICTURE, content.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aGifIsNoPicture() {
        refused(Reason.NOT_A_PICTURE, Samples.gif(Samples.quarters(20, 20, BufferedImage.TYPE_INT_RGB)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "PK\u0003\u0004 and the rest of an archive", "\n", "GIF89a"})
    void whateverElseStandsBehindAPictureMakesItNone(String tail) {
        refused(Reason.NOT_A_PICTURE, Samples.joined(PHOTO, Samples.ascii(tail)));
        refused(Reason.NOT_A_PICTURE, Samples.joined(DRAWING, Samples.ascii(tail)));
        refused(Reason.NOT_A_PICTURE, Samples.joined(Samples.ascii(tail), PHOTO));
    }

    @Test
    void whatCamerasPutBehindAPhotoIsLeftBehind() {
        var plain = accepted(PHOTO);
        for (var tail : List.of(
                new byte[100],
                Samples.joined(new byte[7], PHOTO),
                Samples.ascii("\0\0\0\u0018ftypmp42 a short film"),
                Samples.ascii("notes SEFH of the maker SEFT"))) {
            assertEquals(plain, accepted(Samples.joined(PHOTO, tail)));
        }
    }

    @Test
    void tooLargeFilesAreNotLookedAt() {
        refused(Reason.TOO_LARGE_FILE, new byte[Pictures.LARGEST_FILE + 1]);
        refused(Reason.TOO_LARGE_FILE, Arrays.copyOf(PHOTO, Pictures.LARGEST_FILE + 1));
        refused(Reason.NOT_A_PICTURE, new byte[Pictures.LARGEST_FILE]);
        accepted(Arrays.copyOf(PHOTO, Pictures.LARGEST_FILE));
    }

    @Test
    void tooManyPixelsAreRefusedFromTheHeader() {
        refused(Reason.TOO_MANY_PIXELS, Samples.claiming(PHOTO, 65535, 65535));
        refused(Reason.TOO_MANY_PIXELS, Samples.claiming(PHOTO, 20_001, 1));
        refused(Reason.TOO_MANY_PIXELS, Samples.png(8000, 5001, 8, 2, new byte[0]));
        refused(Reason.TOO_MANY_PIXELS, Samples.png(Integer.MAX_VALUE, Integer.MAX_VALUE, 16, 6, new byte[0]));
        // exactly at the limit it is the lack of pixels that counts
        refused(Reason.BROKEN, Samples.png(8000, 5000, 8, 2, new byte[0]));
        refused(Reason.BROKEN, Samples.png(0, 5000, 8, 2, new byte[0]));
        refused(Reason.BROKEN, Samples.png(-1, -1, 8, 2, new byte[0]));
    }

    /** 40 megapixels of white in 40 KB are a picture; what they may not do is fill the memory. */
    @Test
    void aBombIsAWhitePicture() throws IOException {
        var rows = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(rows, new Deflater(9))) {
            var row = new byte[1 + 8000];
            Arrays.fill(row, 1, row.length, (byte) 0xFF);
            for (int y = 0; y < 5000; y++) {
                out.write(row);
            }
        }
        var bomb = Samples.png(8000, 5000, 8, 0, rows.toByteArray());
        assertTrue(bomb.length < 100_000, "it is small: " + bomb.length);
        var picture = accepted(bomb);
        assertEquals(List.of(1600, 1000), List.of(picture.width(), picture.height()));
        assertEquals(0xFFFFFF, Samples.decoded(picture).getRGB(800, 500) & 0xFFFFFF);
    }

    /** Chunks that hold compressed text can be bombs of their own, here of 1.6 GB; nothing unpacks them. */
    @Test
    void compressedTextIsNeverUnpacked() throws IOException {
        var text = new ByteArrayOutputStream();
        text.writeBytes(Samples.ascii("Comment\0\0"));
        try (var out = new DeflaterOutputStream(text, new Deflater(9))) {
            out.write(new byte[16 << 20]);
        }
        var bomb = DRAWING;
        for (int i = 0; i < 100; i++) {
            bomb = Samples.withChunk(bomb, "zTXt", text.toByteArray());
        }
        assertEquals(accepted(DRAWING), accepted(bomb));
    }

    @Test
    void scansWithoutEndAreRefused() {
        var photo = Samples.progressive(Samples.photo(64, 64));
        int scan = lastScan(photo);
        var end = Arrays.copyOfRange(photo, photo.length - 2, photo.length);
        var body = Arrays.copyOfRange(photo, scan, photo.length - 2);
        var many = new ByteArrayOutputStream();
        many.write(photo, 0, scan);
        for (int i = 0; i < 10_000; i++) {
            many.writeBytes(body);
        }
        many.writeBytes(end);
        refused(Reason.BROKEN, many.toByteArray());
    }

    @Test
    void aFileCutOffAnywhereIsRefused() {
        for (var whole : List.of(
                Samples.jpeg(Samples.photo(40, 30)),
                Samples.progressive(Samples.photo(40, 30)),
                Samples.png(Samples.photo(40, 30)))) {
            for (int length = 0; length < whole.length; length++) {
                assertInstanceOf(Refused.class, Pictures.reencode(Arrays.copyOf(whole, length)));
            }
        }
    }

    @Test
    void aPictureThatEndsTooEarlyIsRefusedThoughItsFileIsWhole() throws IOException {
        var photo = Samples.jpeg(Samples.photo(300, 200));
        refused(
                Reason.BROKEN,
                Samples.joined(Arrays.copyOf(photo, photo.length / 2), new byte[] {(byte) 0xFF, (byte) 0xD9}));
        var rows = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(rows)) {
            out.write(new byte[301 * 100]);
        }
        refused(Reason.BROKEN, Samples.png(300, 200, 8, 0, rows.toByteArray()));
        refused(Reason.BROKEN, Samples.png(300, 200, 8, 0, Arrays.copyOf(rows.toByteArray(), 10)));
    }

    @Test
    void aDamagedChunkIsRefused() {
        var damaged = DRAWING.clone();
        damaged[damaged.length - 20] ^= 1;
        refused(Reason.BROKEN, damaged);
        refused(Reason.BROKEN, Samples.withChunk(DRAWING, "CgBI", new byte[4]));
    }

    /** Whatever happens to single bytes, the answer is one of the two; and what is accepted is accepted again. */
    @Test
    void damagedBytesNeverThrow() {
        var random = new Random(7);
        for (var whole : List.of(
                Samples.jpeg(Samples.photo(40, 30)),
                Samples.progressive(Samples.photo(40, 30)),
                Samples.png(Samples.photo(40, 30)))) {
            for (int i = 0; i < 3000; i++) {
                var damaged = whole.clone();
                for (int n = random.nextInt(4); n >= 0; n--) {
                    damaged[2 + random.nextInt(whole.length - 2)] = (byte) random.nextInt();
                }
                if (Pictures.reencode(damaged) instanceof Accepted(var picture)) {
                    accepted(picture.bytes());
                }
            }
        }
    }

    private static int lastScan(byte[] jpeg) {
        for (int at = jpeg.length - 2; ; at--) {
            if ((jpeg[at] & 0xFF) == 0xFF && (jpeg[at + 1] & 0xFF) == 0xDA) {
                return at;
            }
        }
    }

    private static boolean holds(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
    }

    private static void assertQuarters(BufferedImage image, int... colours) {
        for (int i = 0; i < 4; i++) {
            int x = image.getWidth() * (1 + i % 2 * 2) / 4;
            int y = image.getHeight() * (1 + i / 2 * 2) / 4;
            assertNear(colours[i], image.getRGB(x, y), 6);
        }
    }

    private static void assertNear(BufferedImage expected, BufferedImage actual, int tolerance) {
        for (int y = 0; y < expected.getHeight(); y += 3) {
            for (int x = 0; x < expected.getWidth(); x += 3) {
                assertNear(expected.getRGB(x, y), actual.getRGB(x, y), tolerance);
            }
        }
    }

    private static void assertNear(int expected, int actual, int tolerance) {
        for (int shift = 0; shift < 24; shift += 8) {
            assertEquals(
                    expected >> shift & 0xFF,
                    actual >> shift & 0xFF,
                    tolerance,
                    () -> Integer.toHexString(expected) + " " + Integer.toHexString(actual));
        }
    }
}
