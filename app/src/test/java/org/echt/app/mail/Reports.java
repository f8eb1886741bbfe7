package org.echt.app.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Reports as mail servers write them. */
final class Reports {
    private static final String FAILED = """
            Reporting-MTA: dns; mx.example

            Final-Recipient: rfc822; ines@customer.example
            Action: failed
            Status: 5.1.1
            """;

    private Reports() {}

    static byte[] bytes(String message) {
        return message.replace("\n", "\r\n").getBytes(UTF_8);
    }

    /** A report with the parts it should have. */
    static String of(String status, String returned) {
        return of("message/delivery-status", status, "message/rfc822", returned);
    }

    static String of(String statusType, String status, String returnedType, String returned) {
        return """
                From: Mail Delivery System <MAILER-DAEMON@mx.example>
                To: bounce@acme.example
                Subject: Undelivered Mail Returned to Sender
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

                This is a MIME-encapsulated message.

                --b1
                Content-Type: text/plain; charset=us-ascii

                I'm sorry to have to inform you.

                --b1
                Content-Description: Delivery report
                Content-Type: %s

                %s
                --b1
                Content-Type: %s

                %s
                --b1--
                """.formatted(statusType, status, returnedType, returned);
    }

    static String returned(String id) {
        return "From: recall@acme.example\nTo: ines@customer.example\nMessage-ID: <" + id
                + "@acme.example>\nSubject: Stop using it\n\nPlease look.\n";
    }

    static String failed(String id) {
        return of(FAILED, returned(id));
    }
}
