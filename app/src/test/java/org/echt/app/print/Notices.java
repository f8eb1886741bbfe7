package org.echt.app.print;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Documents for the tests. */
final class Notices {
    static final Instant MADE = Instant.parse("2026-11-27T10:00:00.123Z");
    static final byte[] KETTLE = picture("jpeg", BufferedImage.TYPE_INT_RGB);
    static final byte[] MARK = picture("png", BufferedImage.TYPE_INT_ARGB);
    static final Map<String, byte[]> PICTURES = Map.of("kettle.jpg", KETTLE, "mark.png", MARK);

    /** A notice in one language: what it says, line by line. */
    record Notice(String language, boolean rightToLeft, String page, String of, List<String> lines) {
        @Override
        public String toString() {
            return language;
        }
    }

    static final List<Notice> ALL = List.of(
            new Notice(
                    "en",
                    false,
                    "Page",
                    "of",
                    List.of(
                            "Recall of the kettle K 200",
                            "Stop using it at once: the handle can come off.",
                            "Efficient offices fix “fluffy” quotes – and dashes.",
                            "Model",
                            "Batch",
                            "Your rights")),
            new Notice(
                    "el",
                    false,
                    "Σελίδα",
                    "από",
                    List.of(
                            "Ανάκληση του βραστήρα K 200",
                            "Σταματήστε αμέσως τη χρήση του: η λαβή μπορεί να αποσπαστεί.",
                            "Ψάξτε τον «σειριακό αριθμό» στο κάτω μέρος· αρχίζει με E1.",
                            "Μοντέλο",
                            "Παρτίδα",
                            "Τα δικαιώματά σας")),
            new Notice(
                    "bg",
                    false,
                    "Страница",
                    "от",
                    List.of(
                            "Изземване на кана K 200",
                            "Незабавно спрете да я използвате: дръжката може да се отдели.",
                            "Серийният номер е отдолу и започва с E1. Щ, ъ, ь, ю, я.",
                            "Модел",
                            "Партида",
                            "Вашите права")),
            new Notice(
                    "ar",
                    true,
                    "صفحة",
                    "من",
                    List.of(
                            "استدعاء الغلاية K 200",
                            "توقف عن استخدامها فوراً، فقد ينفصل المقبض.",
                            "الرقم التسلسلي في الأسفل، لا يمكن إصلاحه الآن.",
                            "الطراز",
                            "الدفعة",
                            "حقوقك")),
            new Notice(
                    "he",
                    true,
                    "עמוד",
                    "מתוך",
                    List.of(
                            "קריאה להחזרת קומקום K 200",
                            "הפסיקו להשתמש בו מיד: הידית עלולה להתנתק.",
                            "המספר הסידורי נמצא בתחתית, ומתחיל ב-E1.",
                            "דגם",
                            "אצווה",
                            "זכויותיכם")));

    private Notices() {}

    /** Two pages with a heading, a box, pictures, a table, a list and links. */
    static String xhtml(Notice notice) {
        var line = notice.lines();
        return """
                <html xmlns="http://www.w3.org/1999/xhtml" lang="%s" dir="%s">
                <head><title>%s</title><style>
                  @page { size: A4; margin: 25mm 20mm; @bottom-center { content: '%s ' counter(page) ' %s ' counter(pages); font-size: 8pt } }
                  body { font: 11pt/1.5 sans-serif }
                  .stop { border: 2pt solid #c00; padding: 3mm; background: #fee url(mark.png) no-repeat; font-weight: bold }
                  table { border-collapse: collapse; width: 100%%; margin-top: 5mm }
                  th, td { border: .5pt solid #888; padding: 2mm }
                </style></head>
                <body>
                <h1>%s</h1>
                <p class="stop">%s</p>
                <p>%s</p>
                <p><img src="kettle.jpg" alt="K 200" style="width: 60mm"/></p>
                <table><thead><tr><th>%s</th><th>%s</th></tr></thead><tbody><tr><td>K 200</td><td>E1-ABC</td></tr></tbody></table>
                <h2 style="page-break-before: always">%s</h2>
                <ol><li>A</li><li><a href="https://example.org/recall">https://example.org/recall</a></li></ol>
                </body></html>
                """.formatted(
                        notice.language(),
                        notice.rightToLeft() ? "rtl" : "ltr",
                        line.get(0),
                        notice.page(),
                        notice.of(),
                        line.get(0),
                        line.get(1),
                        line.get(2),
                        line.get(3),
                        line.get(4),
                        line.get(5));
    }

    /** The shortest document around a head and a body. */
    static String xhtml(String head, String body) {
        return "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\"><head><title>T</title>" + head
                + "</head><body>" + body + "</body></html>";
    }

    private static byte[] picture(String format, int type) {
        var image = new BufferedImage(80, 60, type);
        for (int i = 0; i < 80 * 60; i++) {
            int x = i % 80;
            int y = i / 80;
            image.setRGB(x, y, ((x * 3) << 24) | ((x * 3) << 16) | (y * 4));
        }
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
