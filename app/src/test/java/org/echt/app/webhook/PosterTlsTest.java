package org.echt.app.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.echt.app.webhook.Signer.Headers;
import org.echt.core.webhook.EndpointUrl;
import org.echt.core.webhook.Targets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Secure connections: to the address that was checked, with the certificate of the name. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PosterTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private SSLContext context = none();
    private SSLServerSocket server = unbound();

    private static SSLContext none() {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLServerSocket unbound() {
        try {
            return (SSLServerSocket) none().getServerSocketFactory().createServerSocket();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        var file = folder.resolve("store.p12");
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var made = new ProcessBuilder(
                        tool.toString(),
                        "-genkeypair",
                        "-alias",
                        "hooks",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=hooks.example",
                        "-ext",
                        "SAN=dns:hooks.example",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.txt").toFile())
                .start();
        assertEquals(0, made.waitFor());
        context = context(file);
        server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    private static SSLContext context(Path file) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("hooks", store.getCertificate("hooks"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private void serve() {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                assertEquals(200, socket.getInputStream().readNBytes(200).length);
                socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\nhi".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException _) {
                // whoever called did not like the certificate
            }
        }
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    private Answer post(String host, SSLSocketFactory tls) {
        var settings = new DelivererSettings(Targets.PRIVATE, Duration.ofSeconds(5), 1, 0);
        var here = new InetAddress[] {InetAddress.getLoopbackAddress()};
        try (var poster = new Poster(settings, InstantSource.system(), tls, _ -> here)) {
            var url = EndpointUrl.parse("https://" + host + ":" + server.getLocalPort() + "/", Targets.PRIVATE);
            return poster.post(url, new Headers("a", "1", "v1a,AAAA"), new byte[100]);
        }
    }

    @Test
    void theCertificateMustBeThatOfTheName() {
        var refused = Answer.none("no secure connection: its certificate or its TLS is not trusted here");
        assertEquals(new Answer(200, "", null, "hi"), post("hooks.example", context.getSocketFactory()));
        assertEquals(refused, post("other.example", context.getSocketFactory()));
        assertEquals(refused, post("127.0.0.1", context.getSocketFactory()));
        assertEquals(refused, post("hooks.example", (SSLSocketFactory) SSLSocketFactory.getDefault()));
    }
}
