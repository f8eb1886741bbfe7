package org.echt.app.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server of plain sockets that does what a test wants, and by itself takes everything. */
final class Relay implements AutoCloseable {
    /** Instead of an answer: the connection ends. */
    static final String HANG_UP = "(hangs up)";
    /** Instead of an answer: nothing, ever. */
    static final String SILENCE = "(is silent)";
    /** Instead of an answer to DATA: asks for the letter and ends the connection when it has some of it. */
    static final String BREAK = "(breaks)";

    /** What a script is asked before the first command. */
    static final String GREETING = "(greeting)";

    static final String USER = "clerk@acme.example";
    static final String PASSWORD = "correct horse";

    private final ServerSocket listening;
    private final Script script;
    private final @Nullable SSLContext tls;
    private final boolean fromFirstByte;
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    final List<String> commands = new CopyOnWriteArrayList<>();
    final List<byte[]> messages = new CopyOnWriteArrayList<>();

    /** Says what is answered; null for what a relay that takes everything says. The letter as such is {@code .} */
    @FunctionalInterface
    interface Script {
        @Nullable
        String answer(String command, int connection);
    }

    private Relay(Script script, @Nullable SSLContext tls, boolean fromFirstByte) throws IOException {
        this.script = script;
        this.tls = tls;
        this.fromFirstByte = fromFirstByte;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
    }

    static Relay plain(Script script) throws IOException {
        return new Relay(script, null, false);
    }

    /** Offers STARTTLS. */
    static Relay upgrading(Script script, SSLContext tls) throws IOException {
        return new Relay(script, tls, false);
    }

    /** TLS from the first byte. */
    static Relay closed(Script script, SSLContext tls) throws IOException {
        return new Relay(script, tls, true);
    }

    int port() {
        return listening.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    int mostOpen() {
        return mostOpen.get();
    }

    List<String> commands(String beginning) {
        return commands.stream().filter(c -> c.startsWith(beginning)).toList();
    }

    private void listen() {
        try {
            while (true) {
                var socket = listening.accept();
                int number = connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket, number));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void serve(Socket socket, int number) {
        mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
        try (socket) {
            new Talk(fromFirstByte ? secured(socket) : socket, number, fromFirstByte).run();
        } catch (IOException _) {
            // the other side is gone, or does not trust us
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            open.decrementAndGet();
        }
    }

    private Socket secured(Socket plain) throws IOException {
        if (tls == null) {
            throw new IllegalStateException("no TLS");
        }
        var socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, "client", 0, true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }

    @Override
    public void close() throws IOException {
        end.countDown();
        listening.close();
    }

    private final class Talk {
        private final int number;
        private Socket socket;
        private InputStream in;
        private boolean secure;

        Talk(Socket socket, int number, boolean secure) throws IOException {
            this.number = number;
            this.socket = socket;
            this.secure = secure;
            in = new BufferedInputStream(socket.getInputStream());
        }

        void run() throws IOException, InterruptedException {
            if (!answer(GREETING)) {
                return;
            }
            for (var command = line(); command != null; command = line()) {
                commands.add(command);
                if (!answer(command)) {
                    return;
                }
            }
        }

        /** False when the connection is to end. */
        private boolean answer(String command) throws IOException, InterruptedException {
            var scripted = script.answer(command, number);
            var answer = scripted == null ? usual(command) : scripted;
            switch (answer) {
                case HANG_UP -> {
                    return false;
                }
                case SILENCE -> end.await();
                case BREAK -> {
                    say("354 go on");
                    in.readNBytes(1_000);
                    socket.close();
                    return false;
                }
                default -> say(answer);
            }
            return goOn(command, answer);
        }

        private boolean goOn(String command, String answer) throws IOException, InterruptedException {
            if (command.equals("STARTTLS") && answer.startsWith("220")) {
                socket = secured(socket);
                in = new BufferedInputStream(socket.getInputStream());
                secure = true;
            }
            if (command.equals("DATA") && answer.startsWith("354")) {
                var message = message();
                if (message == null) {
                    return false;
                }
                messages.add(message);
                return answer(".");
            }
            return !command.equals("QUIT");
        }

        private String usual(String command) {
            return switch (command.split(" ", 2)[0]) {
                case GREETING -> "220 relay.example ESMTP";
                case "EHLO" -> capabilities();
                case "AUTH" ->
                    command.equals("AUTH PLAIN " + base64(USER + "\0" + USER + "\0" + PASSWORD))
                            ? "235 2.7.0 welcome"
                            : "535 5.7.8 wrong";
                case "STARTTLS" -> "220 2.0.0 go on";
                case "MAIL", "RCPT", "RSET" -> "250 2.1.0 fine";
                case "DATA" -> "354 go on";
                case "." -> "250 2.0.0 queued as 42";
                case "QUIT" -> "221 2.0.0 farewell";
                default -> "502 5.5.1 what?";
            };
        }

        private String capabilities() {
            boolean upgrade = tls != null && !secure;
            return "250-relay.example\r\n250-SIZE 40000000\r\n250-DSN\r\n" + (upgrade ? "250-STARTTLS\r\n" : "")
                    + "250 AUTH PLAIN LOGIN";
        }

        private void say(String text) throws IOException {
            socket.getOutputStream().write((text + "\r\n").getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
        }

        private @Nullable String line() throws IOException {
            var line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    return line.toString(ISO_8859_1).stripTrailing();
                }
                line.write(b);
            }
            return null;
        }

        /** Up to the dot, without the doubled dots; null when the connection ends before. Lines end as they came. */
        private byte @Nullable [] message() throws IOException {
            var all = new ByteArrayOutputStream();
            var line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                line.write(b);
                if (b != '\n') {
                    continue;
                }
                var text = line.toString(ISO_8859_1);
                if (text.equals(".\r\n")) {
                    return all.toByteArray();
                }
                all.writeBytes((text.startsWith(".") ? text.substring(1) : text).getBytes(ISO_8859_1));
                line.reset();
            }
            return null;
        }
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
