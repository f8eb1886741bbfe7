package org.echt.app.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** The two formats taken and given, and the JDK's codecs for them. Everything stays in memory. */
enum Format {
    JPEG("image/jpeg"),
    PNG("image/png");

    /** Above it only every second pixel of every second row is kept while decoding: 8 bytes each are 128 MB. */
    private static final int MOST_IN_MEMORY = 16_000_000;

    private static final float QUALITY = 0.85f;

    final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    /** Decodes, possibly to half the size. Throws for any doubt the decoder has: half a picture misleads. */
    BufferedImage decode(BareFile file) throws IOException {
        var reader = ImageIO.getImageReadersByFormatName(name()).next();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file.bytes()))) {
            reader.setInput(in, true, true);
            var doubts = new StringBuilder();
            reader.addIIOReadWarningListener((_, warning) -> doubts.append(warning));
            var image = decode(reader, file);
            if (!doubts.isEmpty()) {
                throw new IIOException(doubts.toString());
            }
            return image;
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage decode(ImageReader reader, BareFile file) throws IOException {
        if (reader.getWidth(0) != file.width() || reader.getHeight(0) != file.height()) {
            throw new IIOException("two sizes");
        }
        var how = reader.getDefaultReadParam();
        int step = (long) file.width() * file.height() > MOST_IN_MEMORY ? 2 : 1;
        how.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, how);
    }

    byte[] encode(BufferedImage image) {
        var writer = ImageIO.getImageWritersByFormatName(name()).next();
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            var how = writer.getDefaultWriteParam();
            if (this == JPEG) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(image, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
