package org.echt.app.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.echt.app.mail.Found.Action;
import org.echt.app.mail.Found.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportReaderTest {
    private static final String ID = Letters.ID;
    private static final String NONE = "From: recall@acme.example\nSubject: x\n\nx\n";

    private final ReportReader reader = new ReportReader(new LetterIds(Letters.JOURNALLED));

    private List<Report> read(String message) {
        return reader.read(Reports.bytes(message));
    }

    private static List<Report> failed(String status) {
        return List.of(new Report(ID, Action.FAILED, status, status.startsWith("5")));
    }

    /** The first example of RFC 3464, appendix, with our letter in it. */
    @Test
    void theExampleOfTheStandard() {
        assertEquals(failed("4.0.0"), read("""
                Date: Thu, 7 Jul 1994 17:16:05 -0400
                From: Mail Delivery Subsystem <MAILER-DAEMON@CS.UTK.EDU>
                Message-Id: <199407072116.RAA14128@CS.UTK.EDU>
                Subject: Returned mail: Cannot send message for 5 days
                To: <bounce@acme.example>
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status;
                      boundary="RAA14128.773615765/CS.UTK.EDU"

                --RAA14128.773615765/CS.UTK.EDU

                The original message was received at Sat, 2 Jul 1994 17:10:28 -0400
                from root@localhost

                   ----- The following addresses had delivery problems -----
                <louisl@larry.slip.umd.edu>  (unrecoverable error)

                --RAA14128.773615765/CS.UTK.EDU
                content-type: message/delivery-status

                Reporting-MTA: dns; cs.utk.edu

                Original-Recipient: rfc822;louisl@larry.slip.umd.edu
                Final-Recipient: rfc822;louisl@larry.slip.umd.edu
                Action: failed
                Status: 4.0.0
                Diagnostic-Code: smtp; 426 connection timed out
                Last-Attempt-Date: Thu, 7 Jul 1994 17:15:49 -0400

                --RAA14128.773615765/CS.UTK.EDU
                content-type: message/rfc822

                From: recall@acme.example
                Message-ID: <%s@acme.example>

                Hello
                --RAA14128.773615765/CS.UTK.EDU--
                """.formatted(ID)));
    }

    @Test
    void postfix() {
        assertEquals(failed("5.1.1"), read("""
                Return-Path: <>
                Delivered-To: bounce@acme.example
                Received: by mail.acme.example (Postfix) id 1234; Tue,  3 Nov 2026 08:05:10 +0000 (UTC)
                From: MAILER-DAEMON@mail.acme.example (Mail Delivery System)
                Subject: Undelivered Mail Returned to Sender
                To: bounce@acme.example
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status;
                	boundary="3F1C82A4.1793692510/mail.acme.example"
                Content-Transfer-Encoding: 8bit

                This is a MIME-encapsulated message.

                --3F1C82A4.1793692510/mail.acme.example
                Content-Description: Notification
                Content-Type: text/plain; charset=us-ascii

                <ines@customer.example>: host mx.customer.example[192.0.2.7] said: 550 5.1.1
                    User unknown (in reply to RCPT TO command)

                --3F1C82A4.1793692510/mail.acme.example
                Content-Description: Delivery report
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mail.acme.example
                Original-Envelope-Id: %s@acme.example
                X-Postfix-Queue-ID: 3F1C82A4
                X-Postfix-Sender: rfc822; bounce@acme.example
                Arrival-Date: Tue,  3 Nov 2026 08:05:09 +0000 (UTC)

                Final-Recipient: rfc822; ines@customer.example
                Original-Recipient: rfc822;ines@customer.example
                Action: failed
                Status: 5.1.1
                Remote-MTA: dns; mx.customer.example
                Diagnostic-Code: smtp; 550 5.1.1 User unknown

                --3F1C82A4.1793692510/mail.acme.example
                Content-Description: Undelivered Message Headers
                Content-Type: text/rfc822-headers

                From: "Acme" <recall@acme.example>
                Message-ID: <another@acme.example>

                --3F1C82A4.1793692510/mail.acme.example--
                """.formatted(ID)));
    }

    /** Without a status worth the name, and the returned message is cut. */
    @Test
    void exim() {
        assertEquals(failed("5.0.0"), read("""
                X-Failed-Recipients: ines@customer.example
                Auto-Submitted: auto-replied
                From: Mail Delivery System <Mailer-Daemon@exim.example>
                To: bounce@acme.example
                References: <%1$s@acme.example>
                Content-Type: multipart/report; report-type=delivery-status; boundary=1700000000-eximdsn-1804289383
                MIME-Version: 1.0
                Subject: Mail delivery failed: returning message to sender

                --1700000000-eximdsn-1804289383
                Content-type: text/plain; charset=us-ascii

                A message that you sent could not be delivered to one or more of its recipients.

                --1700000000-eximdsn-1804289383
                Content-type: message/delivery-status

                Reporting-MTA: dns; exim.example

                Action: failed
                Final-Recipient: rfc822;ines@customer.example
                Status: 5.0.0
                Remote-MTA: dns; mx.customer.example
                Diagnostic-Code: smtp; 550 Unrouteable address

                --1700000000-eximdsn-1804289383
                Content-type: message/rfc822

                Return-path: <bounce@acme.example>
                Message-ID: <%1$s@acme.example>
                """.formatted(ID)));
    }

    @Test
    void exchange() {
        assertEquals(failed("5.1.10"), read("""
                From: <postmaster@customer.example>
                To: <bounce@acme.example>
                MIME-Version: 1.0
                X-MS-Exchange-Message-Is-Ndr:
                Content-Language: en-GB
                Message-ID: <0f5e-11@AM6PR01MB.eurprd01.prod.exchangelabs.example>
                In-Reply-To: <%1$s@acme.example>
                References: <%1$s@acme.example>
                Thread-Topic: Stop using it
                Subject: Undeliverable: Stop using it
                Auto-Submitted: auto-replied
                Content-Type: multipart/report; report-type=delivery-status;
                 boundary="_92a9e87c-f0f5-4fe2-9a1e-AM6PR01MB_"

                --_92a9e87c-f0f5-4fe2-9a1e-AM6PR01MB_
                Content-Type: multipart/alternative; differences=Content-Type;
                 boundary="_inner_"

                --_inner_
                Content-Type: text/plain; charset="us-ascii"

                Your message couldn't be delivered.
                --_inner_
                Content-Type: text/html; charset="us-ascii"

                <html>Your message couldn't be delivered.</html>
                --_inner_--

                --_92a9e87c-f0f5-4fe2-9a1e-AM6PR01MB_
                Content-Type: message/delivery-status

                Reporting-MTA: dns;AM6PR01MB.eurprd01.prod.exchangelabs.example
                Received-From-MTA: dns;mail.acme.example
                Arrival-Date: Tue, 3 Nov 2026 08:05:09 +0000

                Original-Recipient: rfc822;ines@customer.example
                Final-Recipient: rfc822;ines@customer.example
                Action: failed
                Status: 5.1.10
                Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found

                --_92a9e87c-f0f5-4fe2-9a1e-AM6PR01MB_
                Content-Type: message/rfc822

                From: Acme <recall@acme.example>
                Subject: Stop using it

                --_92a9e87c-f0f5-4fe2-9a1e-AM6PR01MB_--
                """.formatted(ID)));
    }

    /** The text and its picture are a multipart of their own; X- fields stand among the others. */
    @Test
    void gmail() {
        assertEquals(failed("5.1.1"), read("""
                Return-Path: <>
                From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>
                To: bounce@acme.example
                Auto-Submitted: auto-replied
                Subject: Delivery Status Notification (Failure)
                References: <%1$s@acme.example>
                In-Reply-To: <%1$s@acme.example>
                Message-ID: <65.a.b@mx.google.example>
                Content-Type: multipart/report; boundary="000000000000f4"; report-type=delivery-status

                --000000000000f4
                Content-Type: multipart/related; boundary="000000000000f5"

                --000000000000f5
                Content-Type: text/html; charset="UTF-8"

                <p>Address not found</p>
                --000000000000f5
                Content-Type: image/png; name="icon.png"
                Content-Transfer-Encoding: base64

                iVBORw0KGgo=
                --000000000000f5--
                --000000000000f4
                Content-Type: message/delivery-status

                Reporting-MTA: dns; googlemail.example
                Received-From-MTA: dns; recall@acme.example
                Arrival-Date: Tue, 03 Nov 2026 00:05:09 -0800 (PST)
                X-Original-Message-ID: <%1$s@acme.example>

                Final-Recipient: rfc822; ines@customer.example
                Action: failed
                Status: 5.1.1
                Remote-MTA: dns; gmail-smtp-in.l.google.example. (192.0.2.26, the server
                 for the domain customer.example.)
                Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.
                 550 5.1.1 https://support.example/mail
                Last-Attempt-Date: Tue, 03 Nov 2026 00:05:10 -0800 (PST)

                --000000000000f4
                Content-Type: message/rfc822

                X-Google-DKIM-Signature: v=1
                From: Acme <recall@acme.example>
                Message-ID: <%1$s@acme.example>

                ----- Message truncated -----
                --000000000000f4--
                """.formatted(ID)));
    }

    @ParameterizedTest
    @CsvSource({
        "failed, 5.2.2, FAILED, true",
        "failed, 4.4.7, FAILED, false",
        "Failed (mailbox gone), 5.1.6, FAILED, true",
        "delayed, 4.4.1, DELAYED, false",
        "delivered, 2.0.0, DELIVERED, false",
        "relayed, 2.0.0, RELAYED, false",
        "expanded, 2.0.0, EXPANDED, false"
    })
    void whatBecameOfIt(String action, String status, Action read, boolean permanent) {
        var message = Reports.of(
                "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; a@b.example\nAction: " + action
                        + "\nStatus: " + status + "\n",
                Reports.returned(ID));
        assertEquals(List.of(new Report(ID, read, status, permanent)), read(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Status: 5.1.1 (bad address) | 5.1.1",
                "Status: none, Diagnostic-Code: smtp; 552 5.2.2 full | 5.2.2",
                "Diagnostic-Code: smtp; 550-5.7.1 no | 5.7.1",
                "Diagnostic-Code: smtp; 550 no from [5.4.3.2] | 5.0.0",
                "Status: 5.1.1.1 | 5.0.0",
                "Status: 9.1.1 | 5.0.0",
                "X: y | 5.0.0"
            })
    void aStatusIsFoundWhereItStands(String fields, String status) {
        var message = Reports.of(
                "Reporting-MTA: dns; mx.example\n\nAction: failed\n" + fields.replace(", D", "\nD") + "\n",
                Reports.returned(ID));
        assertEquals(failed(status), read(message));
    }

    /** What names the letter, each way by itself. */
    @Test
    void theLetterIsKnownInManyWays() {
        var status = "Reporting-MTA: dns; mx.example\n%s\nAction: failed\nStatus: 5.1.1\n";
        var plain = Reports.of(status.formatted(""), NONE);
        assertEquals(List.of(), read(plain));
        for (var envelope : List.of(ID + "@acme.example", ID + "+40acme.example", "<" + ID + "@ACME.example>")) {
            assertEquals(
                    failed("5.1.1"),
                    read(Reports.of(status.formatted("Original-Envelope-Id: " + envelope + "\n"), NONE)),
                    envelope);
        }
        for (var header : List.of(
                "In-Reply-To: <" + ID + "@acme.example>",
                "References: <x@y.example>\n <" + ID + "@acme.example> <z@y.example>",
                "X-Original-To: bounce+" + ID + "@acme.example",
                "Delivered-To: bounce+" + ID + "@acme.example")) {
            assertEquals(failed("5.1.1"), read(header + "\n" + plain), header);
        }
        assertEquals(failed("5.1.1"), read(plain.replace("bounce@", "Acme <bounce+" + ID + "@")), "To");
        for (var type : List.of("text/rfc822-headers", "message/global", "message/global-headers", "Message/RFC822")) {
            assertEquals(
                    failed("5.1.1"),
                    read(Reports.of(
                            "message/global-delivery-status", status.formatted(""), type, Reports.returned(ID))),
                    type);
        }
    }

    @Test
    void whatIsSaidOfTheJournalSaysNothingOfTheLetter() {
        var both = """
                Reporting-MTA: dns; mx.example

                Final-Recipient: rfc822; JOURNAL@acme.example
                Action: failed
                Status: 5.2.2

                Final-Recipient: rfc822; inner@acme.example
                Original-Recipient: rfc822; journal+40acme.example
                Action: failed
                Status: 5.2.2

                Final-Recipient: rfc822; ines@customer.example
                Action: delivered
                Status: 2.1.5
                """;
        assertEquals(
                List.of(new Report(ID, Action.DELIVERED, "2.1.5", false)),
                read(Reports.of(both, Reports.returned(ID))));
    }

    @Test
    void statusInBase64AndWithBlankLinesBefore() {
        var status = "\n\nReporting-MTA: dns; mx.example\n\n\nAction: failed\nStatus: 5.1.1\n\n\n";
        var encoded = Base64.getMimeEncoder()
                .encodeToString(status.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII))
                .replace("\r\n", "\n");
        assertEquals(failed("5.1.1"), read(Reports.of(status, Reports.returned(ID))));
        assertEquals(
                failed("5.1.1"),
                read(Reports.of(
                        "message/delivery-status\nContent-Transfer-Encoding: base64",
                        encoded,
                        "text/rfc822-headers",
                        Reports.returned(ID))));
    }

    /** Somebody who wants us to believe that a letter failed must know its name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "4711-aB3@evil.example",
                "4711-aB3@acme.example.evil.example",
                "4711-aB3@sub.acme.example",
                "4711 aB3@acme.example",
                "a@b@acme.example",
                "x.4711-aB3@acme.example",
                "",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@acme.example"
            })
    void reportsOfOtherPeoplesLettersAreNone(String messageId) {
        var returned = "Message-ID: <" + messageId + ">\n\nx\n";
        var status =
                "Reporting-MTA: dns; x\nOriginal-Envelope-Id: " + messageId + "\n\nAction: failed\nStatus: 5.1.1\n";
        assertEquals(
                List.of(),
                read("In-Reply-To: <" + messageId + ">\nReferences: <" + messageId + ">\n"
                        + Reports.of(status, returned)));
    }

    @Test
    void readReceiptsAreNoReports() {
        assertEquals(List.of(), read("""
                From: ines@customer.example
                To: bounce+%1$s@acme.example
                In-Reply-To: <%1$s@acme.example>
                Content-Type: multipart/report; report-type=disposition-notification; boundary="m"

                --m
                Content-Type: text/plain

                It was shown.
                --m
                Content-Type: message/disposition-notification

                Reporting-UA: mail.customer.example; Reader 1.0
                Final-Recipient: rfc822;ines@customer.example
                Original-Message-ID: <%1$s@acme.example>
                Disposition: manual-action/MDN-sent-manually; displayed

                --m--
                """.formatted(ID)));
    }

    @Test
    void whoIsOutOfOfficeHasTheLetter() {
        assertEquals(List.of(), read("""
                From: ines@customer.example
                To: help@acme.example
                Subject: Out of office: Stop using it
                Auto-Submitted: auto-replied
                In-Reply-To: <%1$s@acme.example>
                Content-Type: text/plain

                Action: failed
                Status: 5.1.1
                """.formatted(ID)));
    }

    @Test
    void damageIsNoReport() {
        var whole = Reports.failed(ID);
        assertEquals(failed("5.1.1"), read(whole));
        assertEquals(List.of(), read(whole.replace("Action: failed", "Action: fails")));
        assertEquals(List.of(), read(whole.replace("Action: failed\n", "")));
        assertEquals(List.of(), read(whole.replace("message/delivery-status", "text/plain")));
        assertEquals(List.of(), read(whole.replace("multipart/report", "multipart/mixed")));
        assertEquals(List.of(), read(whole.replace("boundary=\"b1\"", "boundary=\"b2\"")));
        assertEquals(List.of(), read(""));
        assertEquals(List.of(), read("Content-Type: multipart/report\n\n"));
    }

    @Test
    void aBoundaryThatWasForgottenIsFound() {
        assertEquals(failed("5.1.1"), read(Reports.failed(ID).replace("boundary=\"b1\"", "x=y")));
    }

    /** Only the beginning of a long report is fetched. */
    @Test
    void aReportThatIsCutTellsWhatItCan() {
        var whole = Reports.failed(ID);
        assertEquals(failed("5.1.1"), read(whole.substring(0, whole.indexOf("Subject: Stop"))));
        assertEquals(List.of(), read(whole.substring(0, whole.indexOf("Action:"))));
    }

    @Test
    void manyRecipientsAndPartsAreCut() {
        var many = "Reporting-MTA: dns; x\n" + "\nAction: failed\nStatus: 5.1.1\n".repeat(500);
        assertEquals(20, read(Reports.of(many, Reports.returned(ID))).size());
        var parts = Reports.failed(ID).replace("--b1--", "--b1\n\nx\n".repeat(5_000) + "--b1--");
        assertEquals(failed("5.1.1"), read(parts));
    }

    @Test
    void whatPromisesAReport() {
        assertTrue(ReportReader.isReport("multipart/report; report-type=delivery-status"));
        assertTrue(ReportReader.isReport(" Multipart/Report"));
        assertFalse(ReportReader.isReport("text/plain"));
        assertFalse(ReportReader.isReport(null));
    }
}
