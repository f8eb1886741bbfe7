package org.echt.app.print;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.echt.app.print.Notices.Notice;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.verapdf.pdfa.flavours.PDFAFlavour;

@Tag("slow")
class PdfPrinterTest {
    static final List<Notice> NOTICES = Notices.ALL;

    private static byte[] printed(String xhtml) {
        return PdfPrinter.print(xhtml, Notices.PICTURES, Notices.MADE);
    }

    private static String refused(String xhtml) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> printed(xhtml))
                .getMessage());
    }

    @ParameterizedTest
    @FieldSource("NOTICES")
    void everyLanguageIsPrintedAsPdfA(Notice notice) {
        var pdf = printed(Notices.xhtml(notice));
        assertEquals(List.of(), Printed.failures(pdf, PDFAFlavour.PDFA_2_B));
        // tagged for those who have it read out: of the standard for that, only its name is not claimed
        var unclaimed = Printed.failures(pdf, PDFAFlavour.PDFUA_1);
        assertTrue(unclaimed.size() == 1 && unclaimed.getFirst().startsWith("5 "), unclaimed.toString());
    }

    @ParameterizedTest
    @FieldSource("NOTICES")
    void whatWasPutInCanBeReadOut(Notice notice) {
        var text = Printed.text(printed(Notices.xhtml(notice)));
        for (var line : notice.lines()) {
            // PDFBox itself does not put lines of two directions in order
            var pieces = notice.rightToLeft() ? line.split("[ ,،.:-]+") : new String[] {line};
            for (var piece : pieces) {
                assertTrue(text.contains(piece), () -> piece + " is not in\n" + text);
            }
        }
        assertTrue(text.contains(notice.page() + " 1 " + notice.of() + " 2"), text);
        assertTrue(text.contains(notice.page() + " 2 " + notice.of() + " 2"), text);
        assertFalse(text.contains("\uFFFD"), text);
    }

    @Test
    void itSaysTitleLanguageAndDate() throws IOException {
        var xhtml = Notices.xhtml(NOTICES.get(3)).replace("<title>", "<title> A &amp; B &lt;\n ");
        try (var pdf = Loader.loadPDF(printed(xhtml))) {
            var information = pdf.getDocumentInformation();
            assertEquals("A & B < استدعاء الغلاية K 200", information.getTitle());
            assertEquals("ar", pdf.getDocumentCatalog().getLanguage());
            assertEquals(
                    Instant.parse("2026-11-27T10:00:00Z"),
                    information.getCreationDate().toInstant());
            assertEquals(2, pdf.getNumberOfPages());
            assertEquals(
                    2, pdf.getDocument().getTrailer().getCOSArray(COSName.ID).size());
            var xmp = new String(pdf.getDocumentCatalog().getMetadata().toByteArray(), StandardCharsets.UTF_8);
            assertTrue(xmp.contains("A &amp; B &lt; استدعاء"), xmp);
            assertFalse(xmp.contains("openhtmltopdf"), xmp);
        }
    }

    @ParameterizedTest
    @FieldSource("NOTICES")
    void theSameDocumentGivesTheSameBytes(Notice notice) throws Exception {
        var xhtml = Notices.xhtml(notice);
        var pdf = printed(xhtml);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var others = new ArrayList<Future<byte[]>>();
            for (int i = 0; i < 4; i++) {
                others.add(threads.submit(() -> printed(xhtml)));
            }
            for (var other : others) {
                assertArrayEquals(pdf, other.get());
            }
        }
    }

    @Test
    void otherDocumentsHaveOtherIdentities() {
        var xhtml = Notices.xhtml(NOTICES.getFirst());
        var identities = new HashSet<String>();
        identities.add(identity(xhtml, Notices.PICTURES, Notices.MADE));
        identities.add(identity(xhtml + " ", Notices.PICTURES, Notices.MADE));
        identities.add(identity(xhtml, Notices.PICTURES, Notices.MADE.plusSeconds(1)));
        var swapped = Map.of("kettle.jpg", Notices.MARK, "mark.png", Notices.KETTLE);
        identities.add(identity(xhtml, swapped, Notices.MADE));
        assertEquals(4, identities.size());
        assertEquals(
                identity(xhtml, Notices.PICTURES, Notices.MADE),
                identity(xhtml, Notices.PICTURES, Notices.MADE.plusMillis(1)));
    }

    private static String identity(String xhtml, Map<String, byte[]> pictures, Instant made) {
        try (var pdf = Loader.loadPDF(PdfPrinter.print(xhtml, pictures, made))) {
            return String.valueOf(
                    pdf.getDocument().getTrailer().getCOSArray(COSName.ID).get(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src='URI' alt='x'/>",
                "<img src='URI.svg' alt='x'/>",
                "<img src='URI.pdf' alt='x'/>",
                "<p style='background: url(URI)'>x</p>",
                "<table background='URI'><tr><td>x</td></tr></table>",
                "<ul style='list-style-image: url(URI)'><li>x</li></ul>",
                "<a href='URI' download='x'>x</a>",
                "<style>p::before { content: url(URI) }</style><p>x</p>",
                "<style>@import url(URI);</style><p>x</p>",
                "<style>@font-face { font-family: F; src: url(URI) } p { font-family: F }</style><p>x</p>",
                "<link rel='stylesheet' href='URI'/><p>x</p>",
                "<object data='URI'>x</object>",
                "<iframe src='URI'></iframe>",
                "<svg xmlns='http://www.w3.org/2000/svg'><image href='URI'/></svg>",
                "<script src='URI'></script>",
            })
    void nothingIsFetched(String body) throws IOException {
        try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            for (var uri : List.of(
                    "http://127.0.0.1:" + server.getLocalPort() + "/x",
                    "file:/etc/hostname",
                    "/etc/hostname",
                    "classpath:/org/echt/app/print/PdfPrinter.class",
                    "jar:file:/x.jar!/x",
                    "given:x",
                    "data:application/pdf;base64,JVBERi0=")) {
                refused(
                        body.contains("<style>") || body.contains("<link")
                                ? Notices.xhtml(body.replaceAll("<p>.*", "").replace("URI", uri), "<p>x</p>")
                                : Notices.xhtml("", body.replace("URI", uri)));
            }
            server.setSoTimeout(1);
            assertThrows(SocketTimeoutException.class, server::accept);
        }
    }

    @Test
    void aLinkIsOnlyALink() throws IOException {
        try (var pdf = Loader.loadPDF(printed(Notices.xhtml("", "<a href='http://127.0.0.1:9/x'>x</a>")))) {
            assertEquals(1, pdf.getPage(0).getAnnotations().size());
        }
    }

    @Test
    void outsideEntitiesAreNotRead() {
        var document = Notices.xhtml("", "<p>&x;</p>");
        assertTrue(refused("<!DOCTYPE html [<!ENTITY x SYSTEM 'file:/etc/hostname'>]>" + document)
                .contains("DOCTYPE"));
        assertTrue(refused("<!DOCTYPE html SYSTEM 'http://127.0.0.1:9/x'>" + document)
                .contains("DOCTYPE"));
        assertTrue(refused(document).contains("\"x\""));
    }

    @Test
    void whatIsWrongWithADocumentIsSaid() {
        assertTrue(
                refused("<html lang='en'><head><title>T</title></head><body>").contains("well-formed in line 1"));
        assertTrue(
                refused(Notices.xhtml("", "").replace("<title>T</title>", "")).contains("title"));
        assertTrue(refused(Notices.xhtml("", "").replace(" lang=\"en\"", "")).contains("language"));
        assertTrue(refused(Notices.xhtml("", "").replace("lang=\"en\"", "lang=\"in English\""))
                .contains("in English"));
        assertTrue(refused(Notices.xhtml("", "<img src='kettle.jpg'/>")).contains("alt"));
        assertTrue(refused(Notices.xhtml("", "<img src='kettel.jpg' alt=''/>")).contains("Maybe one of [kettle.jpg"));
        assertTrue(
                refused(Notices.xhtml("<style>p { colour: red }</style>", "")).contains("colour"));
        assertTrue(refused(Notices.xhtml("", "<a href='#nowhere'>x</a>")).contains("nowhere"));
        assertTrue(refused(Notices.xhtml("", "<input type='text' name='x'/>")).contains("<input>"));
        assertTrue(refused(Notices.xhtml("", "<a href='#x' id='x' onclick='x()'>x</a>"))
                .contains("onclick"));
        assertTrue(refused(Notices.xhtml("", "").replace("<body></body>", "")).contains("<body>"));
    }

    @Test
    void aSpoiltPictureIsAnError() {
        var xhtml = Notices.xhtml("", "<img src='x' alt='x'/>");
        for (var spoilt : List.of(
                new byte[0], new byte[] {(byte) 0xFF, (byte) 0xD8}, "<svg/>".getBytes(StandardCharsets.US_ASCII))) {
            assertThrows(
                    IllegalArgumentException.class, () -> PdfPrinter.print(xhtml, Map.of("x", spoilt), Notices.MADE));
        }
    }

    @Test
    void theLettersOfEveryEuropeanLanguageAreThere() {
        var letters = "Ħħ Ġġ Ċċ Żż Għ Áá Éé Íí Óó Úú Ḃḃ Ċċ Ḋḋ Ḟḟ Ġġ Ṁṁ Ṗṗ Ṡṡ Ṫṫ Ăă Ââ Îî Șș Țț Ğğ İı Şş Öö Üü Çç "
                + "Ąą Ćć Ęę Łł Ńń Śś Źź Ěě Řř Ůů Ďď Ťť Ľľ Ŕŕ Őő Űű Āā Ēē Ģģ Ķķ Ļļ Ņņ Ūū Ųų Ėė Įį Šš Žž Čč Đđ Þþ Ðð Ææ Øø Åå Õõ Ññ ẞß "
                + "Œœ Ўў Її Єє Ґґ Ђђ Ћћ Џџ Љљ Њњ Ѓѓ Ќќ Ѕѕ Јј Ѝѝ € № § ° ≥ × – — „“ «»";
        for (var weight : List.of("normal", "bold")) {
            var pdf = printed(Notices.xhtml("", "<p style='font-weight: " + weight + "'>" + letters + "</p>"));
            assertEquals(letters, Printed.text(pdf).strip().replaceAll("\\s+", " "));
        }
    }

    @Test
    void aCharacterThatTheTypefaceLacksIsSeenToBeMissing() {
        assertEquals(
                "A\uFFFDB",
                Printed.text(printed(Notices.xhtml("", "<p>A漢B</p>"))).strip());
    }

    @Test
    void tablesAndListsFollowTheDirectionOfTheirText() {
        var body = "<table style='width: 100%'><tr><td rowspan='2'>A</td><td>B</td><td>C</td></tr>"
                + "<tr><td colspan='2'>D</td></tr></table><ol start='7'><li>E</li></ol><dl><dt>F</dt><dd>G</dd></dl>"
                + "<div dir='DIR'><table><tr><td>H</td><td>I</td></tr></table></div>";
        var left = Printed.lefts(printed(Notices.xhtml("", body.replace("DIR", "rtl"))));
        assertOrder(left, "ABC", "AD", "7E", "FG", "IH");
        var right = Printed.lefts(
                printed(Notices.xhtml("", body.replace("DIR", "ltr")).replace("<html ", "<html dir='rtl' ")));
        assertOrder(right, "CBA", "DA", "E7", "GF", "HI");
        assertTrue(
                right.getOrDefault("A", Float.NaN) > 500 && right.getOrDefault("7", Float.NaN) < 550, right.toString());
    }

    private static void assertOrder(Map<String, Float> lefts, String... orders) {
        for (var order : orders) {
            for (int i = 1; i < order.length(); i++) {
                var before = order.substring(i - 1, i);
                var behind = order.substring(i, i + 1);
                assertTrue(
                        lefts.getOrDefault(before, Float.NaN) < lefts.getOrDefault(behind, Float.NaN),
                        () -> order + " " + lefts);
            }
        }
    }

    @Test
    void nothingIsLogged() {
        var records = new ArrayList<String>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                records.add(record.getLoggerName() + " " + record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var root = Logger.getLogger("");
        root.addHandler(handler);
        try {
            NOTICES.forEach(notice -> printed(Notices.xhtml(notice)));
            refused(Notices.xhtml("", "<img src='x' alt=''/>"));
        } finally {
            root.removeHandler(handler);
        }
        assertEquals(Set.of(), new HashSet<>(records));
    }
}
