package org.echt.app.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.echt.app.cli.Workbench;
import org.echt.core.notice.NoticePicture;
import org.echt.core.notice.NoticePicture.Role;

/**
 * The pictures of Acme's notices, drawn here and taken in like any uploaded file. There are no words in them, so nothing in
 * them needs a font or a translation.
 */
final class DemoPictures {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 600;
    private static final Color PAPER = new Color(0xf4f5f7);
    private static final Color SHADOW = new Color(0xdfe2e6);
    private static final Color SHELL = new Color(0x9aa3ad);
    private static final Color EDGE = new Color(0x5c6670);
    private static final Color DARK = new Color(0x2a3038);
    private static final Color PACK = new Color(0x434c57);
    private static final Color MARK = new Color(0xc8102e);

    private DemoPictures() {}

    /** Keeps the pictures; drawn twice they are the same. */
    static List<NoticePicture> keep(Workbench bench, String by) {
        return List.of(
                new NoticePicture(
                        Role.PRODUCT,
                        keep(bench, by, DemoPictures::laptop),
                        Map.of("en", "A grey laptop, open", "de", "Ein grauer Laptop, aufgeklappt")),
                new NoticePicture(
                        Role.LOCATION,
                        keep(bench, by, DemoPictures::underside),
                        Map.of(
                                "en",
                                "The underside of the laptop: battery pack, and above it the label with the code, circled",
                                "de",
                                "Die Unterseite des Laptops: der Akku und darüber das Etikett mit dem Code, eingekreist")));
    }

    private static String keep(Workbench bench, String by, Consumer<Graphics2D> drawing) {
        var picture = bench.picture(png(drawing))
                .orElseThrow(() -> new IllegalStateException("a drawn picture was not taken in"));
        bench.pictures().put(picture, by, bench.clock().instant());
        return picture.hash();
    }

    private static byte[] png(Consumer<Graphics2D> drawing) {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(PAPER);
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        drawing.accept(pen);
        pen.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void laptop(Graphics2D pen) {
        pen.setColor(SHADOW);
        pen.fillOval(90, 500, 780, 50);
        plate(pen, 230, 70, 500, 330, SHELL);
        pen.setColor(DARK);
        pen.fillRoundRect(250, 90, 460, 280, 10, 10);
        pen.setColor(new Color(0x4f7fa8));
        pen.fill(new Polygon(new int[] {250, 470, 250}, new int[] {90, 90, 370}, 3));
        base(pen);
        keys(pen);
    }

    /** The lower half, seen from the front and a little from above. */
    private static void base(Graphics2D pen) {
        var top = new Polygon(new int[] {230, 730, 830, 130}, new int[] {404, 404, 510, 510}, 4);
        pen.setColor(SHELL);
        pen.fill(top);
        pen.setColor(EDGE);
        pen.setStroke(new BasicStroke(3));
        pen.draw(top);
        pen.fillRoundRect(130, 510, 700, 16, 14, 14);
        pen.setColor(new Color(0xb4bbc3));
        pen.fill(new Polygon(new int[] {405, 555, 572, 388}, new int[] {474, 474, 502, 502}, 4));
    }

    private static void keys(Graphics2D pen) {
        pen.setColor(DARK);
        for (int row = 0; row < 4; row++) {
            int y = 414 + row * 14;
            int left = 246 - row * 12;
            int step = (WIDTH - 2 * left) / 13;
            for (int key = 0; key < 13; key++) {
                pen.fillRoundRect(left + key * step + 3, y, step - 6, 10, 4, 4);
            }
        }
    }

    private static void underside(Graphics2D pen) {
        plate(pen, 110, 60, 740, 470, SHELL);
        for (int corner = 0; corner < 4; corner++) {
            pen.setColor(DARK);
            pen.fillOval(corner % 2 == 0 ? 132 : 804, corner < 2 ? 82 : 484, 24, 24);
        }
        vents(pen);
        plate(pen, 210, 330, 540, 160, PACK);
        pen.setColor(EDGE);
        pen.fillRoundRect(300, 318, 60, 20, 8, 8);
        pen.fillRoundRect(600, 318, 60, 20, 8, 8);
        label(pen);
        pen.setColor(MARK);
        pen.setStroke(new BasicStroke(9));
        pen.drawOval(410, 108, 320, 196);
    }

    private static void vents(Graphics2D pen) {
        pen.setColor(EDGE);
        for (int slit = 0; slit < 9; slit++) {
            pen.fillRoundRect(190, 130 + slit * 16, 150, 6, 6, 6);
        }
    }

    /** The label: a square code, and lines for what is printed beside it. */
    private static void label(Graphics2D pen) {
        pen.setColor(Color.WHITE);
        pen.fillRoundRect(455, 150, 230, 112, 10, 10);
        squareCode(pen, 470, 164, 4);
        pen.setColor(DARK);
        pen.fillRect(574, 174, 92, 10);
        pen.fillRect(574, 200, 70, 6);
        pen.fillRect(574, 216, 84, 6);
        pen.fillRect(574, 232, 58, 6);
    }

    /** Looks like a QR code and is none. */
    private static void squareCode(Graphics2D pen, int x, int y, int dot) {
        var chance = new SplittableRandom(14);
        pen.setColor(DARK);
        for (int n = 0; n < 21 * 21; n++) {
            if (chance.nextBoolean()) {
                pen.fillRect(x + n % 21 * dot, y + n / 21 * dot, dot, dot);
            }
        }
        finder(pen, x, y, dot);
        finder(pen, x + 14 * dot, y, dot);
        finder(pen, x, y + 14 * dot, dot);
    }

    private static void finder(Graphics2D pen, int x, int y, int dot) {
        pen.setColor(Color.WHITE);
        pen.fillRect(x - dot, y - dot, 9 * dot, 9 * dot);
        pen.setColor(DARK);
        pen.fillRect(x, y, 7 * dot, 7 * dot);
        pen.setColor(Color.WHITE);
        pen.fillRect(x + dot, y + dot, 5 * dot, 5 * dot);
        pen.setColor(DARK);
        pen.fillRect(x + 2 * dot, y + 2 * dot, 3 * dot, 3 * dot);
    }

    private static void plate(Graphics2D pen, int x, int y, int width, int height, Color colour) {
        pen.setColor(colour);
        pen.fillRoundRect(x, y, width, height, 36, 36);
        pen.setColor(EDGE);
        pen.setStroke(new BasicStroke(3));
        pen.drawRoundRect(x, y, width, height, 36, 36);
    }
}
