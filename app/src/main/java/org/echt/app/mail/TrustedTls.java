package org.echt.app.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS that trusts Java's own authorities, or only those of a file. */
final class TrustedTls {
    private TrustedTls() {}

    /** Throws {@link IllegalArgumentException} naming the file when it holds no certificate that can be read. */
    static SSLSocketFactory factory(@Nullable Path trustFile) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, trustFile == null ? null : trust(trustFile).getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "trust file " + trustFile + " cannot be used: " + e.getMessage()
                            + ". It must hold certificates in PEM form (-----BEGIN CERTIFICATE-----).",
                    e);
        }
    }

    private static TrustManagerFactory trust(Path file) throws IOException, GeneralSecurityException {
        var authorities = KeyStore.getInstance(KeyStore.getDefaultType());
        authorities.load(null, null);
        try (var in = Files.newInputStream(file)) {
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                authorities.setCertificateEntry("authority-" + authorities.size(), certificate);
            }
        }
        if (authorities.size() == 0) {
            throw new GeneralSecurityException("it holds no certificate");
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        return factory;
    }
}
