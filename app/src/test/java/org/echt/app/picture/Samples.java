package org.echt.app.picture;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures made for the tests, and ways to spoil them. */
final class Samples {
    private Samples() {}

    /** Four colours, one a quarter: red, green above blue, white. */
    static BufferedImage quarters(int width, int height, int type) {
        var image = new BufferedImage(width, height, type);
        var canvas = image.createGraphics();
        var colours = new Color[] {Color.RED, Color.GREEN, Color.BLUE, Color.WHITE};
        for (int i = 0; i < 4; i++) {
            canvas.setColor(colours[i]);
            canvas.fillRect(i % 2 * width / 2, i / 2 * height / 2, width - width / 2, height - height / 2);
        }
        canvas.dispose();
        return image;
    }

    /** Something a camera might see: a slope of colours with a little noise, from a fixed seed. */
    static BufferedImage photo(int width, int height) {
        var random = new Random(20261127);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int noise = random.nextInt(8);
                int red = x * 247 / width + noise;
                int green = y * 247 / height + noise;
                int blue = (x + y) * 120 / (width + height) + noise;
                image.setRGB(x, y, (red << 16) | (green << 8) | blue);
            }
        }
        return image;
    }

    static byte[] jpeg(BufferedImage image) {
        return file(image, "jpeg", false);
    }

    static byte[] progressive(BufferedImage image) {
        return file(image, "jpeg", true);
    }

    static byte[] png(BufferedImage image) {
        return file(image, "png", false);
    }

    static byte[] gif(BufferedImage image) {
        return file(image, "gif", false);
    }

    private static byte[] file(BufferedImage image, String format, boolean progressive) {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName(format).next();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            var how = writer.getDefaultWriteParam();
            if (progressive) {
                how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.write(null, new IIOImage(image, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    static BufferedImage decoded(Picture picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(picture.bytes()));
    }

    static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The JPEG with a segment put behind its first two bytes. */
    static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        var head = ByteBuffer.allocate(4).putShort((short) (0xFF00 | marker)).putShort((short) (content.length + 2));
        return joined(Arrays.copyOf(jpeg, 2), head.array(), content, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    /** Notes of a camera: an orientation, and the place where the photo was taken as free text. */
    static byte[] exif(int orientation, boolean littleEndian) {
        var order = littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        var tiff = ByteBuffer.allocate(8 + 2 + 12 * 2 + 4 + 16).order(order);
        tiff.put(ascii(littleEndian ? "II" : "MM")).putShort((short) 42).putInt(8);
        tiff.putShort((short) 2);
        tiff.putShort((short) 0x010E).putShort((short) 2).putInt(16).putInt(38);
        tiff.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        tiff.putInt(0);
        tiff.put(ascii("Secret Street 5\0"));
        return joined(ascii("Exif\0\0"), tiff.array());
    }

    /** Changes the size that the first frame of the JPEG claims. */
    static byte[] claiming(byte[] jpeg, int width, int height) {
        var changed = jpeg.clone();
        for (int at = 2; ; at += 2 + (changed[at + 2] & 0xFF) * 256 + (changed[at + 3] & 0xFF)) {
            if ((changed[at + 1] & 0xFF) >= 0xC0 && (changed[at + 1] & 0xFF) <= 0xC2) {
                ByteBuffer.wrap(changed).putShort(at + 5, (short) height).putShort(at + 7, (short) width);
                return changed;
            }
        }
    }

    static byte[] chunk(String type, byte[] content) {
        var crc = new CRC32();
        crc.update(ascii(type));
        crc.update(content);
        return ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(ascii(type))
                .put(content)
                .putInt((int) crc.getValue())
                .array();
    }

    /** The PNG with a chunk put behind its header. */
    static byte[] withChunk(byte[] png, String type, byte[] content) {
        return joined(Arrays.copyOf(png, 33), chunk(type, content), Arrays.copyOfRange(png, 33, png.length));
    }

    /** A PNG of that size, colour type and depth with the given compressed rows. */
    static byte[] png(int width, int height, int depth, int colourType, byte[] rows) {
        var header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) depth)
                .put((byte) colourType)
                .array();
        return joined(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'},
                chunk("IHDR", header),
                chunk("IDAT", rows),
                chunk("IEND", new byte[0]));
    }
}
