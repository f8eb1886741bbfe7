package org.echt.bench;

import java.nio.charset.StandardCharsets;

/**
 * A request, but for where it comes from.
 *
 * @param id what the asker knows it by
 * @param start request line and headers, each ended by CR LF
 * @param body empty for none; its headers are in {@code start}
 */
@SuppressWarnings("ArrayRecordComponent") // Made once, never compared.
record Question(int id, byte[] start, byte[] body) {
    private static final byte[] END = ascii("\r\n");

    /** @param accept what is asked for, for example {@code application/json} */
    static Question get(int id, String path, String accept) {
        return new Question(id, ascii("GET " + path + headers(accept)), ascii(""));
    }

    /** @param type of the body */
    static Question post(int id, String path, String type, String body) {
        var more = "Content-Type: " + type + "\r\nContent-Length: " + body.length() + "\r\n";
        return new Question(id, ascii("POST " + path + headers("text/html") + more), ascii(body));
    }

    private static String headers(String accept) {
        return " HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\nAccept: " + accept
                + "\r\nAccept-Language: en\r\n";
    }

    /** The bytes to send, with the header that names the source; empty for none. */
    byte[] from(byte[] source) {
        var all = new byte[start.length + source.length + END.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(source, 0, all, start.length, source.length);
        System.arraycopy(END, 0, all, start.length + source.length, END.length);
        System.arraycopy(body, 0, all, all.length - body.length, body.length);
        return all;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
