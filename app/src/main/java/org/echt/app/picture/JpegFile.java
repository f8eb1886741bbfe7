package org.echt.app.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.echt.app.picture.Reencoded.Reason;

/**
 * Walks a JPEG file (ITU-T T.81) from its first to its last segment and keeps the tables, the frame and the scans. What
 * cameras put behind the picture's end is passed over; anything else there makes the file something other than a picture.
 */
final class JpegFile {
    /** A progressive photo has about ten; thousands only cost time. */
    private static final int MOST_SCANS = 50;

    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int DQT = 0xDB;
    private static final int DHT = 0xC4;
    private static final int DRI = 0xDD;
    private static final int BASELINE = 0xC0;
    private static final int PROGRESSIVE = 0xC2;
    private static final int APP1 = 0xE1;
    private static final int APP14 = 0xEE;
    private static final byte[] JFIF = {
        (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
    };

    private final ByteBuffer in;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private int width;
    private int height;
    private int scans;
    private boolean saysColours;
    private Turn turn = Turn.NONE;

    private JpegFile(byte[] upload) {
        this.in = ByteBuffer.wrap(upload);
    }

    static boolean begins(byte[] upload) {
        return begins(upload, 0);
    }

    private static boolean begins(byte[] bytes, int at) {
        return bytes.length >= at + 3
                && (bytes[at] & 0xFF) == 0xFF
                && (bytes[at + 1] & 0xFF) == SOI
                && (bytes[at + 2] & 0xFF) == 0xFF;
    }

    static BareFile read(byte[] upload) throws RefusedPicture {
        var file = new JpegFile(upload);
        file.in.position(2);
        while (file.segment()) {
            // the next one
        }
        if (file.scans == 0) {
            throw RefusedPicture.broken();
        }
        if (!CameraTrailer.is(upload, file.in.position())) {
            throw new RefusedPicture(Reason.NOT_A_PICTURE);
        }
        return new BareFile(Format.JPEG, file.width, file.height, file.turn, file.bare());
    }

    private byte[] bare() {
        var bare = new ByteArrayOutputStream(kept.size() + 32);
        bare.write(0xFF);
        bare.write(SOI);
        if (!saysColours) {
            // without it the decoder takes some photos' colours for RGB
            bare.writeBytes(JFIF);
        }
        bare.writeBytes(kept.toByteArray());
        bare.write(0xFF);
        bare.write(EOI);
        return bare.toByteArray();
    }

    /** Reads one; false after the last. */
    private boolean segment() throws RefusedPicture {
        int marker = marker();
        if (marker == EOI) {
            return false;
        }
        var content = content();
        switch (marker) {
            case BASELINE, BASELINE + 1, PROGRESSIVE -> {
                frame(content.duplicate());
                keep(marker, content);
            }
            case SOS -> {
                scan();
                keep(marker, content);
                keepEntropy();
            }
            case DQT, DHT, DRI -> keep(marker, content);
            case APP1 -> turn = turn == Turn.NONE ? Exif.turn(content) : turn;
            case APP14 -> adobe(content);
            default -> passOver(marker);
        }
        return true;
    }

    private int marker() throws RefusedPicture {
        if (next() != 0xFF) {
            throw RefusedPicture.broken();
        }
        int marker = next();
        while (marker == 0xFF) {
            marker = next();
        }
        return marker;
    }

    private int next() throws RefusedPicture {
        if (!in.hasRemaining()) {
            throw RefusedPicture.broken();
        }
        return Byte.toUnsignedInt(in.get());
    }

    private ByteBuffer content() throws RefusedPicture {
        int length = ((next() << 8) | next()) - 2;
        if (length < 0 || length > in.remaining()) {
            throw RefusedPicture.broken();
        }
        var content = in.slice(in.position(), length);
        in.position(in.position() + length);
        return content;
    }

    private void frame(ByteBuffer content) throws RefusedPicture {
        if (width != 0 || content.remaining() < 6 || content.get() != 8) {
            throw RefusedPicture.broken();
        }
        height = Short.toUnsignedInt(content.getShort());
        width = Short.toUnsignedInt(content.getShort());
        BareFile.checkSize(width, height);
        int components = content.get();
        if ((components != 1 && components != 3) || content.remaining() != 3 * components) {
            throw RefusedPicture.broken();
        }
        saysColours |= components == 3 && content.get(6) == 'R' && content.get(9) == 'G' && content.get(12) == 'B';
    }

    private void scan() throws RefusedPicture {
        scans++;
        if (width == 0 || scans > MOST_SCANS) {
            throw RefusedPicture.broken();
        }
    }

    /** Photoshop's note on how the colours are meant. */
    private void adobe(ByteBuffer content) {
        if (content.remaining() == 12 && content.get(0) == 'A' && content.get(1) == 'd' && !saysColours) {
            saysColours = true;
            keep(APP14, content);
        }
    }

    /** Application data and comments hold no pixels; other frames are ones that no camera makes and no browser shows. */
    private static void passOver(int marker) throws RefusedPicture {
        boolean harmless = (marker >= 0xE0 && marker <= 0xEF) || marker == 0xFE;
        if (!harmless) {
            throw RefusedPicture.broken();
        }
    }

    private void keep(int marker, ByteBuffer content) {
        kept.write(0xFF);
        kept.write(marker);
        kept.write((content.limit() + 2) >> 8);
        kept.write(content.limit() + 2);
        kept.write(content.array(), content.arrayOffset(), content.limit());
    }

    /** Coded pixels go on to the next marker that is neither a stuffed byte nor a restart. */
    private void keepEntropy() throws RefusedPicture {
        int from = in.position();
        while (true) {
            if (next() == 0xFF) {
                int marker = next();
                if (marker != 0 && (marker < 0xD0 || marker > 0xD7)) {
                    in.position(in.position() - 2);
                    break;
                }
            }
        }
        kept.write(in.array(), from, in.position() - from);
    }
}
