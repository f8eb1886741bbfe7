package org.echt.app.boot;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A mail server on this computer with one mailbox that an installation reads. Closing ends it. */
final class LocalMail implements AutoCloseable {
    private static final String PASSWORD = "a secret";

    final GreenMail server = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
    });
    final GreenMailUser mailbox;
    private final String address;

    /** @param address of the mailbox */
    LocalMail(String address) {
        server.start();
        this.address = address;
        this.mailbox = server.setUser(address, user(), PASSWORD);
    }

    private String user() {
        return address.substring(0, address.indexOf('@'));
    }

    /** Writes the configuration of an installation that sends and reads here, at any hour. */
    Path configure(Install install, String more) throws IOException {
        var secret = Files.writeString(install.folder().resolve("mail-password"), PASSWORD);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        return Files.writeString(
                install.folder().resolve("echt.conf"),
                """
                mail.host = 127.0.0.1
                mail.port = %d
                mail.security = plain
                mail.from = safety@acme.example
                mail.imap-host = 127.0.0.1
                mail.imap-port = %d
                mail.imap-security = plain
                mail.imap-user = %s
                mail.imap-password-file = mail-password
                messages.quiet-from = 00:00
                messages.quiet-to = 00:00
                """.formatted(server.getSmtp().getPort(), server.getImap().getPort(), user()) + more);
    }

    @Override
    public void close() {
        server.stop();
    }
}
