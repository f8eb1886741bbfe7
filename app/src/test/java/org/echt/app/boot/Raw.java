package org.echt.app.boot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Bytes to a server as no client library would send them, and what comes back. */
final class Raw {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([0-9]{3})\\b");

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: ([0-9]{1,9})\r\n");

    private final int port;

    Raw(String address) {
        this.port = URI.create(address).getPort();
    }

    /**
     * What came back.
     *
     * @param status 0 when the server hung up without a word
     * @param text header and body, one character a byte
     */
    record Answer(int status, String text) {}

    /** Sends the bytes and reads until the server hangs up or is silent for two seconds. */
    Answer send(byte[] bytes) throws IOException {
        try (var socket = connect()) {
            socket.setSoTimeout(2_000);
            try {
                socket.getOutputStream().write(bytes);
                socket.getOutputStream().flush();
            } catch (IOException _) {
                // The server has answered before it had everything.
            }
            return answer(socket);
        }
    }

    Answer send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A GET with headers, each ended by CR LF. */
    Answer get(String target, String headers) throws IOException {
        return send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n");
    }

    Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    /** A request that comes byte by byte. */
    Answer slowly(String text, int millisBetween) throws IOException, InterruptedException {
        try (var socket = connect()) {
            socket.setSoTimeout(5_000);
            OutputStream out = socket.getOutputStream();
            for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
                out.write(b);
                out.flush();
                Thread.sleep(millisBetween);
            }
            return answer(socket);
        }
    }

    /** Whether the body is as long as the header says. */
    private static boolean isWhole(ByteArrayOutputStream out) {
        var text = out.toString(StandardCharsets.ISO_8859_1);
        int body = text.indexOf("\r\n\r\n") + 4;
        var length = LENGTH.matcher(text);
        return body > 3 && length.find() && text.length() - body >= Integer.parseInt(length.group(1));
    }

    private static Answer answer(Socket socket) {
        var out = new ByteArrayOutputStream();
        try {
            var in = socket.getInputStream();
            var buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = isWhole(out) ? -1 : in.read(buffer)) {
                out.write(buffer, 0, n);
                // The rest comes at once; a connection that is kept open would be waited for in vain.
                socket.setSoTimeout(200);
            }
        } catch (SocketTimeoutException _) {
            // It keeps the connection open.
        } catch (IOException _) {
            // It hung up hard; what had come counts.
        }
        var text = out.toString(StandardCharsets.ISO_8859_1);
        var status = STATUS.matcher(text);
        return new Answer(status.lookingAt() ? Integer.parseInt(status.group(1)) : 0, text);
    }
}
