package org.echt.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** A mail server that takes everything, keeps nothing and answers at once. */
final class MailSink implements AutoCloseable {
    private static final byte[] END = {'\r', '\n', '.', '\r', '\n'};

    private final ServerSocket listening;
    private final AtomicLong taken = new AtomicLong();

    MailSink() throws IOException {
        listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Letters so far. */
    long taken() {
        return taken.get();
    }

    private void listen() {
        try {
            while (true) {
                var socket = listening.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            say(socket, "220 sink");
            for (var command = command(in); !command.isEmpty() && !command.equals("QUIT"); command = command(in)) {
                say(socket, command.equals("DATA") ? "354 go on" : "250 fine");
                if (command.equals("DATA") && skipLetter(in)) {
                    taken.incrementAndGet();
                    say(socket, "250 taken");
                }
            }
            say(socket, "221 farewell");
        } catch (IOException _) {
            // the other side is done
        }
    }

    private static void say(Socket socket, String answer) throws IOException {
        socket.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** The first word of the next line; empty at the end. */
    private static String command(InputStream in) throws IOException {
        var word = new StringBuilder();
        boolean inWord = true;
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            inWord &= b > ' ';
            if (inWord) {
                word.append((char) b);
            }
        }
        return word.toString();
    }

    /** False when the connection ended before. */
    private static boolean skipLetter(InputStream in) throws IOException {
        int matched = 2;
        for (int b = in.read(); b >= 0; b = in.read()) {
            matched = b == END[matched] ? matched + 1 : b == '\r' ? 1 : 0;
            if (matched == END.length) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
