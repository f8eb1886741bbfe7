package org.echt.app.boot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.echt.app.cli.Finding;
import org.echt.app.config.Config;
import org.echt.app.config.MailConfig;
import org.echt.app.config.TimestampConfig;
import org.echt.core.fault.RefusedException;

/** What the doctor finds at addresses: connects, says nothing more than it must, and hangs up. */
record NetworkExamination(Config config, Consumer<Finding> findings) {
    private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(3).toMillis();

    void run() {
        witnesses();
        mail();
        timestamp();
        port("port", config.web().host(), config.web().port(), "web.port");
        port("operators", config.operators().host(), config.operators().port(), "operators.port");
    }

    private void witnesses() {
        var file = config.log().witnesses();
        if (file == null) {
            findings.accept(Finding.notice(
                    "witnesses",
                    "nobody outside cosigns the log, so nobody but you can tell that it was not rewritten",
                    "Name some: log.witnesses"));
            return;
        }
        try {
            for (var witness : LogKeeper.witnesses(file)) {
                reach("witness " + witness.key().name(), host(witness.address()), port(witness.address()), "");
            }
        } catch (RefusedException e) {
            findings.accept(Finding.wrong("witnesses", String.valueOf(e.getMessage()), "Correct the file."));
        }
    }

    private void mail() {
        if (!(config.mail() instanceof MailConfig.On mail)) {
            findings.accept(Finding.skipped("mail", "none is configured, so nobody is told by mail"));
            return;
        }
        reach("mail relay", mail.relay().host(), mail.relay().port(), "mail.host");
        var inbox = mail.inbox();
        if (inbox != null) {
            reach("mailbox", inbox.server().host(), inbox.server().port(), "mail.imap-host");
        }
    }

    private void timestamp() {
        if (config.timestamp() instanceof TimestampConfig.On on) {
            reach("time-stamps", host(on.url()), port(on.url()), "timestamp.url");
        }
    }

    private static String host(URI address) {
        return String.valueOf(address.getHost());
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : "http".equals(address.getScheme()) ? 80 : 443;
    }

    private void reach(String what, String host, int port, String key) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            findings.accept(Finding.fine(what, host + ":" + port + " is reached"));
        } catch (IOException e) {
            findings.accept(Finding.wrong(
                    what,
                    host + ":" + port + " is not reached: " + e.getMessage(),
                    "Look at the firewall, the name" + (key.isEmpty() ? "" : " and " + key) + "."));
        }
    }

    /** Free, or taken by a server of this installation. */
    private void port(String what, String host, int port, String key) {
        if (port == 0) {
            findings.accept(Finding.fine(what, "the system chooses it"));
            return;
        }
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            findings.accept(Finding.fine(what, host + ":" + port + " is free"));
        } catch (IOException e) {
            findings.accept(
                    isEcht(host, port)
                            ? Finding.fine(what, "Echt answers at " + host + ":" + port)
                            : Finding.wrong(
                                    what,
                                    host + ":" + port + " cannot be had: " + e.getMessage(),
                                    "Stop who has it, or choose another " + key + "."));
        }
    }

    private static boolean isEcht(String host, int port) {
        try (var socket = new Socket()) {
            var own = host.equals("0.0.0.0") ? "127.0.0.1" : host;
            socket.connect(new InetSocketAddress(own, port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write(("GET /health HTTP/1.1\r\nHost: " + own + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var said = new String(socket.getInputStream().readNBytes(4096), StandardCharsets.US_ASCII);
            return said.startsWith("HTTP/1.1 200") && said.contains("{\"status\":\"UP\"}");
        } catch (IOException _) {
            return false;
        }
    }
}
