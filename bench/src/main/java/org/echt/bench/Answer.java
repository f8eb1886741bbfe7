package org.echt.bench;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One whole HTTP answer, as bytes taken for Latin-1: what is looked for in it is ASCII.
 *
 * @param status of the answer
 * @param head in lower case, with the line end before the first header and the one after the last
 * @param body empty for none
 */
record Answer(int status, String head, String body) {
    private static final String SAFETY = "\"safety\":{\"answer\":\"";
    private static final String ISSUE = "\"issue\":\"";
    private static final String VERSION = "\"dataVersion\":";
    private static final String REFERENCE = "\"reference\":\"";

    /** Throws {@link IllegalArgumentException} for a head that is none. */
    static Answer of(byte[] bytes, int headEnd, int end) {
        var head = new String(bytes, 0, headEnd, StandardCharsets.ISO_8859_1);
        if (!head.matches("(?s)HTTP/1\\.[01] [0-9]{3}[ \r].*")) {
            throw new IllegalArgumentException("no answer in HTTP/1.1");
        }
        return new Answer(
                Integer.parseInt(head.substring(9, 12)),
                head.toLowerCase(Locale.ROOT),
                new String(bytes, headEnd, end - headEnd, StandardCharsets.ISO_8859_1));
    }

    /** Of a header named in lower case; empty for none. */
    String header(String name) {
        return between(head, "\r\n" + name + ":", '\r').strip();
    }

    boolean closes() {
        return header("connection").equals("close");
    }

    /** Whether it says that there is no answer now and when to come again. */
    boolean isCleanRefusal() {
        return status == 503 && !header("retry-after").isEmpty();
    }

    /** {@code ISSUED}, ...; empty where it is no JSON answer to a check. */
    String issue() {
        return between(body, ISSUE, '"');
    }

    /** {@code AFFECTED}, ...; empty where it is no JSON answer to a check. */
    String safety() {
        return between(body, SAFETY, '"');
    }

    /** Version of the catalogue it was given by; -1 for none. */
    long dataVersion() {
        var text = between(body, VERSION, ',');
        return text.isEmpty() ? -1 : Long.parseLong(text);
    }

    /** {@code CHK-XXXX-XXXX}; empty for none. */
    String reference() {
        int last = body.lastIndexOf(REFERENCE);
        return last < 0 ? "" : between(body.substring(last), REFERENCE, '"');
    }

    /** What it says, in a few words: issue and safety, or the title of the page. */
    String says() {
        return issue().isEmpty() ? text(between(body, "<title>", '<')) : issue() + " " + safety();
    }

    private static String text(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String between(String text, String before, char end) {
        int at = text.indexOf(before);
        int to = at < 0 ? -1 : text.indexOf(end, at + before.length());
        return to < 0 ? "" : text.substring(at + before.length(), to);
    }
}
