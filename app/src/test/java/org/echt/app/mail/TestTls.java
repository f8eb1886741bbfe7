package org.echt.app.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A certificate for {@code localhost} that nobody trusts who was not told to. */
record TestTls(Path store, Path trustFile, SSLContext context) {
    static final String PASSWORD = "changeit";

    private static @Nullable TestTls made;

    /** One for all tests, because GreenMail keeps the first it is given for as long as the JVM runs. */
    static synchronized TestTls get() throws IOException, InterruptedException, GeneralSecurityException {
        var tls = made;
        if (tls == null) {
            var folder = Files.createTempDirectory("echt-tls");
            tls = in(folder);
            folder.toFile().deleteOnExit();
            tls.store.toFile().deleteOnExit();
            tls.trustFile.toFile().deleteOnExit();
            made = tls;
        }
        return tls;
    }

    private static TestTls in(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        var store = folder.resolve("server.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD,
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost")
                .redirectErrorStream(true)
                .start();
        var said = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException(said);
        }
        var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        var pem = Base64.getMimeEncoder()
                .encodeToString(keys.getCertificate("server").getEncoded());
        var trustFile = folder.resolve("trust.pem");
        Files.writeString(trustFile, "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n");
        return new TestTls(store, trustFile, context);
    }
}
