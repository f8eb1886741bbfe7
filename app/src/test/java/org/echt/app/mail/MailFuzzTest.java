package org.echt.app.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.echt.core.registration.ContactAddress;
import org.junit.jupiter.api.Tag;

/** Whatever others write: reports about our letters or none, and of any text a header that says just that; nothing else. */
@Tag("slow")
class MailFuzzTest {
    private static final ReportReader READER = new ReportReader(new LetterIds(Letters.JOURNALLED));
    private static final MimeForm FORM = new MimeForm(Letters.SENDER);

    @FuzzTest(maxDuration = "20s")
    void anything(byte[] message) {
        check(message);
    }

    /** Behind a beginning that promises a report. */
    @FuzzTest(maxDuration = "20s")
    void reports(FuzzedDataProvider data) {
        var status = data.consumeString(300);
        check(Reports.bytes(Reports.of(status, data.consumeRemainingAsString())));
    }

    @FuzzTest(maxDuration = "20s")
    void damagedReports(FuzzedDataProvider data) {
        var message = Reports.bytes(Reports.failed(Letters.ID));
        while (data.remainingBytes() > 2) {
            message[data.consumeInt(0, message.length - 1)] = data.consumeByte();
        }
        check(message);
    }

    private static void check(byte[] message) {
        for (var report : READER.read(message)) {
            assertTrue(Letter.isId(report.letterId()), report.letterId());
            assertTrue(report.status().matches("[245]\\.[0-9]{1,3}\\.[0-9]{1,3}"), report.status());
        }
    }

    @FuzzTest(maxDuration = "20s")
    void subjectsAndTexts(FuzzedDataProvider data) {
        var subject = Content.subject("S " + data.consumeString(300));
        var text = new String(data.consumeRemainingAsString().getBytes(UTF_8), UTF_8);
        var letter = Letters.letter(Letters.ID, new Content(subject, text, "en", List.of()));
        var message = RawMessage.of(FORM.bytes(letter, Letters.AT));
        assertEquals(subject, message.words("Subject"));
        assertEquals(12, message.fields().size());
        var wanted = text.replaceAll("\\r\\n|\\r|\\n", "\n");
        var arrived = message.text().replace("\r\n", "\n");
        assertTrue(arrived.equals(wanted) || arrived.equals(wanted + "\n"), arrived);
    }

    /** What a server says is one short line without the address, in whatever part of it the address stands. */
    @FuzzTest(maxDuration = "20s")
    void replies(FuzzedDataProvider data) {
        var raw = data.consumeString(100) + Letters.INES.value() + data.consumeRemainingAsString();
        var reply = Reply.of(550, raw, Letters.INES);
        assertTrue(reply.text().matches("[ -~]{0,200}"), reply.text());
        assertFalse(reply.text().contains("Ines.Weber+shop@"), reply.text());
        reply.blame(true);
    }

    @FuzzTest(maxDuration = "20s")
    void addresses(byte[] typed) {
        ContactAddress.mail(new String(typed, ISO_8859_1)).ifPresent(MailFuzzTest::checkAddress);
        ContactAddress.mail(new String(typed, UTF_8)).ifPresent(MailFuzzTest::checkAddress);
    }

    private static void checkAddress(ContactAddress address) {
        assertTrue(address.value().matches("[!-~]+@[a-z0-9.-]+"), address.value());
        assertEquals(java.util.Optional.of(address), ContactAddress.mail(address.value()));
    }
}
