package org.echt.app.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLSocketFactory;
import org.echt.app.mail.MailServer.Security;
import org.eclipse.angus.mail.util.SocketFetcher;
import org.eclipse.angus.mail.util.WriteTimeoutSocket;

/**
 * Opens connections to the relay. It does so itself, and not the library, because the wait for the answer to a whole
 * letter is another than for all other answers, and the library shows its socket to nobody. Thread-safe.
 */
final class Dial {
    private static final String PREFIX = "mail.smtp";

    private final PostSettings settings;
    private final ScheduledExecutorService clock;
    private final Properties properties = new Properties();
    private final Session session;

    /** @param clock ends writes that take too long */
    Dial(PostSettings settings, ScheduledExecutorService clock, SSLSocketFactory tls) {
        this.settings = settings;
        this.clock = clock;
        boolean upgrade = settings.relay().security() == Security.STARTTLS;
        properties.put(PREFIX + ".starttls.enable", String.valueOf(upgrade));
        properties.put(PREFIX + ".starttls.required", String.valueOf(upgrade));
        properties.put(PREFIX + ".ssl.socketFactory", tls);
        properties.put(PREFIX + ".ssl.protocols", "TLSv1.3 TLSv1.2");
        properties.put(PREFIX + ".ssl.checkserveridentity", "true");
        properties.put(PREFIX + ".auth.mechanisms", "PLAIN LOGIN");
        properties.put(PREFIX + ".quitwait", "false");
        // not the computer's own name, which is nobody's business and may need a slow look-up
        properties.put(PREFIX + ".localhost", settings.sender().domain());
        session = Session.getInstance(properties);
    }

    Session session() {
        return session;
    }

    /** A plain connection to the first of the relay's addresses that answers. */
    Socket connect() throws IOException {
        IOException first = null;
        for (var address : InetAddress.getAllByName(settings.relay().host())) {
            var socket = new Socket();
            try {
                connect(socket, address);
                return socket;
            } catch (IOException e) {
                socket.close();
                first = first == null ? e : first;
            }
        }
        throw first == null ? new IOException("the relay has no address") : first;
    }

    private void connect(Socket socket, InetAddress address) throws IOException {
        // named, or the library asks the DNS for the name of an address and checks the certificate against that
        var named = InetAddress.getByAddress(settings.relay().host(), address.getAddress());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(Math.toIntExact(settings.patience().read().toMillis()));
        socket.connect(
                new InetSocketAddress(named, settings.relay().port()),
                Math.toIntExact(settings.patience().connect().toMillis()));
    }

    /** What the library is to talk over: writes end in time, and it is TLS from the first byte where that is asked for. */
    Socket secured(Socket plain) throws IOException, MessagingException {
        var timed = new WriteTimeoutSocket(
                plain, Math.toIntExact(settings.patience().write().toMillis()), clock);
        return settings.relay().security() == Security.TLS
                ? SocketFetcher.startTLS(timed, settings.relay().host(), properties, PREFIX)
                : timed;
    }
}
