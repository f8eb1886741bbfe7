package org.echt.app.picture;

import java.awt.AlphaComposite;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.HashSet;

/** Pixels in memory, sRGB, colours multiplied by their alpha. Integer arithmetic only, so every machine gets the same. */
final class Bitmap {
    private static final int FEW_COLOURS = 256;

    private final int width;
    private final int height;
    private final int[] argb;

    private Bitmap(int width, int height, int[] argb) {
        this.width = width;
        this.height = height;
        this.argb = argb;
    }

    static Bitmap of(BufferedImage image) {
        var copy = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB_PRE);
        var canvas = copy.createGraphics();
        canvas.setComposite(AlphaComposite.Src);
        canvas.drawImage(image, 0, 0, null);
        canvas.dispose();
        return new Bitmap(
                image.getWidth(),
                image.getHeight(),
                ((DataBufferInt) copy.getRaster().getDataBuffer()).getData());
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    boolean transparent() {
        for (int pixel : argb) {
            if (pixel >>> 24 != 255) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is a drawing rather than a photo. */
    boolean fewColours() {
        var seen = new HashSet<Integer>();
        int last = ~argb[0];
        for (int pixel : argb) {
            if (pixel != last && seen.add(pixel) && seen.size() > FEW_COLOURS) {
                return false;
            }
            last = pixel;
        }
        return true;
    }

    /** Scaled down so that the longer side is at most {@code longSide}; each pixel is the mean of the area it covers. */
    Bitmap fit(int longSide) {
        int longer = Math.max(width, height);
        if (longer <= longSide) {
            return this;
        }
        int w = Math.max(1, Math.round((float) width * longSide / longer));
        int h = Math.max(1, Math.round((float) height * longSide / longer));
        var small = new int[w * h];
        for (int y = 0; y < h; y++) {
            var sums = new long[4 * w];
            // in units of one source row cut into h parts, target row y covers [y * height, (y + 1) * height)
            for (int row = (int) ((long) y * height / h); (long) row * h < (long) (y + 1) * height; row++) {
                addRow(row, overlap(row, h, y, height), sums);
            }
            for (int x = 0; x < w; x++) {
                small[y * w + x] = mean(sums, 4 * x, (long) width * height);
            }
        }
        return new Bitmap(w, h, small);
    }

    /** Adds a source row, narrowed to a quarter of {@code sums}' length and weighed. */
    private void addRow(int row, long weight, long[] sums) {
        int w = sums.length / 4;
        for (int x = 0; x < w; x++) {
            for (int column = (int) ((long) x * width / w); (long) column * w < (long) (x + 1) * width; column++) {
                int pixel = argb[row * width + column];
                long area = weight * overlap(column, w, x, width);
                for (int band = 0; band < 4; band++) {
                    sums[4 * x + band] += area * (pixel >>> (8 * band) & 0xFF);
                }
            }
        }
    }

    /** How much of [a * aStep, (a + 1) * aStep) lies in [b * bStep, (b + 1) * bStep). */
    private static long overlap(int a, int aStep, int b, int bStep) {
        return Math.min((long) (a + 1) * aStep, (long) (b + 1) * bStep) - Math.max((long) a * aStep, (long) b * bStep);
    }

    private static int mean(long[] sums, int at, long area) {
        int pixel = 0;
        for (int band = 0; band < 4; band++) {
            pixel |= (int) ((sums[at + band] + area / 2) / area) << (8 * band);
        }
        return pixel;
    }

    Bitmap turned(Turn turn) {
        if (turn == Turn.NONE) {
            return this;
        }
        int w = turn.swaps ? height : width;
        int h = turn.swaps ? width : height;
        var turned = new int[w * h];
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int column = turn.swaps ? y : x;
                int row = turn.swaps ? x : y;
                column = turn.fromRight ? width - 1 - column : column;
                row = turn.fromBottom ? height - 1 - row : row;
                turned[y * w + x] = argb[row * width + column];
            }
        }
        return new Bitmap(w, h, turned);
    }

    /** For an encoder: with its transparency if it has any and may keep it, else without. */
    BufferedImage image(boolean mayBeTransparent) {
        boolean alpha = mayBeTransparent && transparent();
        var image = new BufferedImage(width, height, alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        var pixels = new int[argb.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = divided(argb[i]);
        }
        image.getRaster().setDataElements(0, 0, width, height, pixels);
        return image;
    }

    private static int divided(int pixel) {
        int alpha = pixel >>> 24;
        if (alpha == 255 || alpha == 0) {
            return pixel;
        }
        int divided = alpha << 24;
        for (int shift = 0; shift < 24; shift += 8) {
            int colour = Math.min(255, ((pixel >>> shift & 0xFF) * 255 + alpha / 2) / alpha);
            divided |= colour << shift;
        }
        return divided;
    }
}
