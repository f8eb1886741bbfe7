package org.echt.app.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Collectors;
import org.echt.app.answer.Languages;
import org.echt.core.registration.ContactAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MimeFormTest {
    private final MimeForm form = new MimeForm(Letters.SENDER);

    private RawMessage written(Letter letter) {
        return RawMessage.of(form.bytes(letter, Letters.AT));
    }

    @Test
    void aLetterHasTheseHeadersAndNoOthers() {
        var message = written(Letters.letter());
        assertEquals(
                List.of(
                        "Date: Tue, 3 Nov 2026 08:05:09 +0000",
                        "From: \"Acme\" <recall@acme.example>",
                        "Reply-To: help@acme.example",
                        "To: Ines.Weber+shop@customer.example",
                        "Message-ID: <4711-aB3_dE5-fG7hJ9@acme.example>",
                        "Subject: Stop using it",
                        "MIME-Version: 1.0",
                        "Content-Type: text/plain; charset=UTF-8",
                        "Content-Transfer-Encoding: quoted-printable",
                        "Content-Language: en",
                        "Auto-Submitted: auto-generated",
                        "List-Unsubscribe: <https://id.acme.example/m/AbC-_123>"),
                message.fields().stream()
                        .map(field -> field.name() + ": " + field.value())
                        .toList());
    }

    @Test
    void theSameLetterIsTheSameBytes() {
        assertArrayEquals(form.bytes(Letters.letter(), Letters.AT), form.bytes(Letters.letter(), Letters.AT));
    }

    @Test
    void theDateIsTheClocks() {
        var message = RawMessage.of(form.bytes(Letters.letter(), Instant.parse("2027-02-28T23:59:59.999Z")));
        assertEquals("Sun, 28 Feb 2027 23:59:59 +0000", message.field("Date"));
    }

    @Test
    void withoutAnAddressToUnsubscribeThereIsNoHeader() {
        var letter = new Letter(Letters.ID, Letters.INES, Letters.content("Hello", "x\n"), null);
        assertFalse(written(letter).has("List-Unsubscribe"));
    }

    @Test
    void repliesGoToTheSenderUnlessToldOtherwise() {
        var sender = new Sender(Letters.SENDER.from(), "Acme", Letters.SENDER.from(), "bounce@acme.example", null);
        assertFalse(RawMessage.of(new MimeForm(sender).bytes(Letters.letter(), Letters.AT))
                .has("Reply-To"));
    }

    /** Everything a letter of each language is made of: right to left, cases, dashes, and lines of any length. */
    @Test
    void textsOfAllLanguagesArriveAsTheyWere() throws IOException {
        var all = Languages.load().all();
        assertEquals(28, all.size());
        for (var language : all) {
            var texts = texts(language.tag());
            var subject = Content.subject(texts.getProperty("letter.change.subject"));
            var text = texts.stringPropertyNames().stream()
                    .sorted()
                    .filter(key -> key.startsWith("letter."))
                    .map(texts::getProperty)
                    .collect(Collectors.joining("\n", "", "\n"));
            var letter =
                    new Letter(Letters.ID, Letters.INES, new Content(subject, text, language.tag(), List.of()), null);
            var message = written(letter);
            assertEquals(subject, message.words("Subject"), language.tag());
            assertEquals(text, message.text().replace("\r\n", "\n"), language.tag());
            assertEquals(language.tag(), message.field("Content-Language"));
        }
    }

    private static Properties texts(String tag) throws IOException {
        var texts = new Properties();
        try (var in = new InputStreamReader(
                Objects.requireNonNull(MimeFormTest.class.getResourceAsStream("/messages/" + tag + ".properties")),
                UTF_8)) {
            texts.load(in);
        }
        return texts;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one line\n",
                "trailing blanks   \n\ttab\t\n",
                ".\n..\n.dot\n",
                "From here on\n>From there\n",
                "= =3D =\n",
                "שלום \u202bעולם\u202c \u2067abc\u2069 עברית 123\n",
                "👩‍🔧🧯 حريق\n",
                "\u0000\u0007\u001b[31m\n",
                "Zażółć gęślą jaźń – „tak”\n",
                "\n",
                "------=_Part_0_1.2\n--\n"
            })
    void anyTextArrives(String text) {
        assertEquals(text, written(Letters.letter(text)).text().replace("\r\n", "\n"));
    }

    @Test
    void linesOfAnyLengthAreBrokenOnTheWayOnly() {
        for (var unit : List.of("a", "ä", "א", "👩", "a b ")) {
            var text = unit.repeat(3_000) + "\nend\n";
            var message = written(Letters.letter(text));
            assertTrue(message.body().lines().allMatch(line -> line.length() <= 76), unit);
            assertEquals(text, message.text().replace("\r\n", "\n"), unit);
        }
    }

    @Test
    void linesEndAlike() {
        assertEquals(
                "a\r\nb\r\nc\r\n\r\nd\r\n",
                written(Letters.letter("a\nb\r\nc\r\rd\n")).text());
    }

    @Test
    void whatIsMostlyAsciiCanBeReadRaw() {
        assertTrue(written(Letters.letter("Bitte hören Sie auf, es zu benutzen.\n"))
                .body()
                .startsWith("Bitte h=C3=B6ren Sie auf"));
        assertEquals("base64", written(Letters.letter("Спрете употребата.\n")).field("Content-Transfer-Encoding"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Stop",
                "Stop using it: PowerPack 10 battery, made in 2026 and sold in shops of all countries of the Union",
                "=?UTF-8?B?SGFsbG8=?= is not decoded",
                "  blanks   inside \"quoted\" \\ and <angles> ",
                "Спрете да използвате PowerPack 10: изтеглен от пазара продукт, който може да се запали",
                "הפסיקו להשתמש",
                "🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥🔥",
                "aüaüaüaüaüaüaüaüaüaüaüaüaüaüaüaüaüaüaüaüaüaüaüaüaüaüaüaüaüaüaüaüaüaü"
            })
    void subjectsArrive(String subject) {
        var message = written(Letters.letter(Letters.ID, Letters.content(subject, "x\n")));
        assertEquals(subject.strip(), message.words("Subject").strip());
    }

    @Test
    void headerLinesAreShort() {
        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            var subject = random.ints(random.nextInt(1, 90), 0x20, i % 2 == 0 ? 0x7f : 0x500)
                    .filter(c -> !Character.isISOControl(c))
                    .collect(() -> new StringBuilder("S "), StringBuilder::appendCodePoint, StringBuilder::append)
                    .append(" end")
                    .toString();
            var bytes = form.bytes(Letters.letter(Letters.ID, Letters.content(subject, "x\n")), Letters.AT);
            assertEquals(subject, RawMessage.of(bytes).words("Subject"));
            if (subject.contains("=?") || !subject.matches("[ -~]*")) {
                assertTrue(new String(bytes, UTF_8).lines().allMatch(line -> line.length() <= 78), subject);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Acme",
                "Acme \"Best\" \\ Tools, Inc. <x@y.example>",
                "Acme Rückrufe und Sicherheit für alle Länder der Union und noch mehr",
                "حماية المستهلك",
                "A very long name of a maker that has a long name and likes to be called by it"
            })
    void theSendersNameArrivesBesideTheAddress(String name) {
        var sender = new Sender(Letters.SENDER.from(), name, Letters.SENDER.from(), "b@acme.example", null);
        var from = RawMessage.of(new MimeForm(sender).bytes(Letters.letter(), Letters.AT))
                .words("From");
        var expected = from.startsWith("\"") ? '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : name;
        assertEquals(expected + " <recall@acme.example>", from);
    }

    @Test
    void attachmentsArrive() {
        var bytes = new byte[100_000];
        new Random(1).nextBytes(bytes);
        for (var name : List.of("CHK-1234-5678.pdf", "Rückruf – Übersicht.pdf", "a \"b\"; c=d.pdf", "ü".repeat(100))) {
            var content = new Content(
                    "Your receipt", "Grüße\n", "de", List.of(new Attachment(name, "application/pdf", bytes)));
            var message = written(Letters.letter(Letters.ID, content));
            assertTrue(message.field("Content-Type").startsWith("multipart/mixed;"));
            var parts = message.parts();
            assertEquals(2, parts.size());
            assertEquals("Grüße\r\n", parts.getFirst().text().replaceAll("[\\r\\n]+$", "\r\n"));
            var file = parts.getLast();
            assertArrayEquals(bytes, file.bytes());
            assertTrue(file.field("Content-Type").startsWith("application/pdf"));
            assertTrue(file.field("Content-Disposition").startsWith("attachment;"));
            if (!name.contains("\"")) {
                assertEquals(name, file.parameter("Content-Disposition", "filename"));
            }
        }
    }

    /** A line break in any of them would begin a header, a command or a body of the writer's own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\nBcc: all@evil.example",
                "\nBcc: all@evil.example",
                "\rBcc: all@evil.example",
                "\r\n\r\nbody",
                "\u0000",
                "\u0085Bcc: x",
                "\u2028Bcc: x",
                "\u2029Bcc: x",
                "\u000b",
                "\ud83d"
            })
    void nothingBecomesAHeaderOfItsOwn(String injected) {
        var from = Letters.SENDER.from();
        refused(() -> Letters.content("Stop" + injected, "x"));
        refused(() -> new Content("Stop", "x", "en" + injected, List.of()));
        refused(() -> new Sender(from, "Acme" + injected, from, "b@acme.example", null));
        refused(() -> new Sender(from, "Acme", from, "b" + injected + "@acme.example", null));
        refused(() -> new Sender(from, "Acme", from, "b@acme.example" + injected + "x", null));
        refused(() -> new Attachment("a.pdf" + injected, "application/pdf", new byte[0]));
        refused(() -> new Attachment("a.pdf", "application/pdf" + injected, new byte[0]));
        refused(() -> Letters.letter(Letters.ID + injected, Letters.content("Stop", "x")));
        refused(() ->
                new Letter(Letters.ID, Letters.INES, Letters.content("a", "b"), URI.create("https://h/m/" + injected)));
        assertTrue(ContactAddress.mail("ines@customer.example" + injected + "x").isEmpty());
        assertTrue(ContactAddress.mail("ines" + injected + "@customer.example").isEmpty());
        refused(() -> new ContactAddress(ContactAddress.Kind.EMAIL, "ines@customer.example" + injected));
    }

    private static void refused(Executable making) {
        assertThrows(IllegalArgumentException.class, making);
    }

    @Test
    void otherWaysOutOfAFieldAreClosed() {
        var letter = Letters.letter();
        for (var address : List.of(
                "https://bücher.example/",
                "http://a.example/",
                "https://a.example/>,<mailto:x@evil.example",
                "mailto:a@b.example")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Letter(Letters.ID, Letters.INES, letter.content(), URI.create(address)),
                    address);
        }
        for (var type : List.of("message/rfc822", "Multipart/mixed", "text", "text/plain; charset=x", "a/b\"c")) {
            assertThrows(IllegalArgumentException.class, () -> new Attachment("a", type, new byte[0]), type);
        }
        for (var name : List.of("", " ", "../a", "a\\b", "x".repeat(101), "invoice\u202Efdp.exe", "a\u2067b")) {
            assertThrows(IllegalArgumentException.class, () -> new Attachment(name, "text/plain", new byte[0]), name);
        }
        for (var id : List.of("", "a.b", "a@b", "a b", "x".repeat(41), "ä")) {
            assertThrows(IllegalArgumentException.class, () -> Letters.letter(id, letter.content()), id);
        }
        var phone = ContactAddress.phone("+49 30 901820").orElseThrow();
        assertThrows(IllegalArgumentException.class, () -> new Letter(Letters.ID, phone, letter.content(), null));
    }

    @Test
    void anyTextCanBeASubject() {
        assertEquals("a b c", Content.subject(" a\r\n b\u2028\u0000c\n"));
        assertEquals("x".repeat(250), Content.subject("x".repeat(250)));
        assertEquals("x".repeat(249) + "…", Content.subject("x".repeat(251)));
        // not half of the sign that stands at the edge
        assertEquals("x".repeat(248) + "…", Content.subject("x".repeat(248) + "🔥🔥"));
        for (var text : List.of("🔥".repeat(200), "a\ud83d", "a\nb")) {
            assertEquals(
                    Content.subject(text),
                    written(Letters.letter(Letters.ID, Letters.content(Content.subject(text), "x\n")))
                            .words("Subject"));
        }
    }

    @Test
    void nothingTellsWhomALetterIsForOrWhatItSays() {
        var letter = Letters.letter("https://id.acme.example/m/secret");
        var text = letter.toString()
                + letter.content()
                + Letters.SENDER
                + Letters.LOGIN
                + Envelope.of(letter, Letters.JOURNALLED)
                + Letters.settings(Letters.server("localhost", 25, MailServer.Security.TLS, null));
        for (var hidden : List.of("Ines", "customer", "secret", Relay.USER, Relay.PASSWORD)) {
            assertFalse(text.contains(hidden), text);
        }
    }
}
