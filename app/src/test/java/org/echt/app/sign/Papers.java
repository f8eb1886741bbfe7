package org.echt.app.sign;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Keys and certificates for the tests. */
final class Papers {
    static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
    static final char[] PASSWORD = "correct horse".toCharArray();
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);

    /** What a certificate is for. */
    enum Purpose {
        AUTHORITY,
        SIGNING,
        TIMESTAMPS,
        ENCRYPTION
    }

    /** A key, its certificate and those above it. */
    record Paper(KeyPair keys, List<X509Certificate> chain) {
        X509Certificate certificate() {
            return chain.getFirst();
        }

        SigningKey signingKey() {
            return new SigningKey(keys.getPrivate(), chain, null);
        }
    }

    private Papers() {}

    static KeyPair keys(String algorithm, int size) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Paper root(String name) {
        var keys = keys("EC", 256);
        var certificate = certificate("CN=" + name, "CN=" + name, keys.getPrivate(), keys, Purpose.AUTHORITY, LONG_AGO);
        return new Paper(keys, List.of(certificate));
    }

    static Paper under(Paper root, String name, KeyPair keys, Purpose purpose) {
        return under(
                root, name, keys, purpose, purpose == Purpose.TIMESTAMPS ? LONG_AGO : NOW.minus(Duration.ofDays(30)));
    }

    /** Valid for two years; a hundred, if it is used by the clock of this computer. */
    static Paper under(Paper root, String name, KeyPair keys, Purpose purpose, Instant from) {
        var issuer = root.certificate().getSubjectX500Principal().getName();
        var certificate = certificate("CN=" + name, issuer, root.keys().getPrivate(), keys, purpose, from);
        return new Paper(keys, List.of(certificate, root.certificate()));
    }

    private static X509Certificate certificate(
            String subject, String issuer, PrivateKey issuerKey, KeyPair keys, Purpose purpose, Instant from) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Name(issuer),
                    BigInteger.valueOf(System.nanoTime()),
                    Date.from(from),
                    Date.from(from.plus(YEAR.multipliedBy(from.equals(LONG_AGO) ? 100 : 2))),
                    new X500Name(subject),
                    keys.getPublic());
            extend(builder, purpose);
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException | CertIOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void extend(JcaX509v3CertificateBuilder builder, Purpose purpose) throws CertIOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(purpose == Purpose.AUTHORITY));
        builder.addExtension(
                Extension.keyUsage,
                true,
                new KeyUsage(
                        switch (purpose) {
                            case AUTHORITY -> KeyUsage.keyCertSign;
                            case SIGNING, TIMESTAMPS -> KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
                            case ENCRYPTION -> KeyUsage.keyEncipherment;
                        }));
        if (purpose == Purpose.TIMESTAMPS) {
            builder.addExtension(
                    Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
        }
    }

    /** A PKCS#12 file with these entries. */
    static Path keystore(Path folder, List<String> aliases, Paper paper) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (var alias : aliases) {
                store.setKeyEntry(
                        alias,
                        paper.keys().getPrivate(),
                        PASSWORD,
                        paper.chain().toArray(X509Certificate[]::new));
            }
            var file = folder.resolve("sign.p12");
            try (var out = Files.newOutputStream(file)) {
                store.store(out, PASSWORD);
            }
            return file;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Path pem(Path file, Key key) throws IOException {
        return pem(file, "PRIVATE KEY", key.getEncoded());
    }

    static Path pem(Path file, X509Certificate certificate) throws IOException, GeneralSecurityException {
        return pem(file, "CERTIFICATE", certificate.getEncoded());
    }

    private static Path pem(Path file, String label, byte[] der) throws IOException {
        var base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return Files.writeString(file, "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n");
    }
}
