package org.echt.app.keys;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OutputAEADEncryptor;

/**
 * Encrypts to somebody's certificate: CMS AuthEnvelopedData (RFC 5083, 5084), AES-256-GCM, its key by RSA-OAEP with
 * SHA-256. {@code openssl cms -decrypt} opens it. Whether a certificate is to be trusted is for whoever hands it in.
 */
public final class CmsSeal {
    private static final int LEAST_BITS = 2048;

    private CmsSeal() {}

    /** Refuses what nobody can encrypt to, with an {@link IllegalArgumentException}. */
    public static void check(String pem) {
        certificate(pem);
    }

    /** Whose certificate it is, for people. */
    public static String nameOf(String pem) {
        return certificate(pem).getSubjectX500Principal().getName();
    }

    /** What is written into the stream arrives encrypted in {@code out}; closing it ends the text and not {@code out}. */
    public static OutputStream to(String pem, OutputStream out) throws IOException {
        var generator = new CMSAuthEnvelopedDataStreamGenerator();
        try {
            var provider = new BouncyCastleProvider();
            generator.addRecipientInfoGenerator(
                    new JceKeyTransRecipientInfoGenerator(certificate(pem), oaep()).setProvider(provider));
            var encryptor = new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_GCM)
                    .setProvider(provider)
                    .build();
            return generator.open(out, (OutputAEADEncryptor) encryptor);
        } catch (CMSException | CertificateEncodingException e) {
            throw new IOException("the file cannot be encrypted to this certificate: " + e.getMessage(), e);
        }
    }

    private static AlgorithmIdentifier oaep() {
        var sha256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
        var mask = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, sha256);
        return new AlgorithmIdentifier(
                PKCSObjectIdentifiers.id_RSAES_OAEP,
                new RSAESOAEPparams(sha256, mask, RSAESOAEPparams.DEFAULT_P_SOURCE_ALGORITHM));
    }

    private static X509Certificate certificate(String pem) {
        try {
            var bytes = pem.getBytes(StandardCharsets.US_ASCII);
            var certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
            if (certificate.getPublicKey() instanceof RSAPublicKey key
                    && key.getModulus().bitLength() >= LEAST_BITS) {
                return certificate;
            }
            throw new IllegalArgumentException("the certificate's key is not RSA of " + LEAST_BITS + " bits or more."
                    + " Ask the maker for such a certificate.");
        } catch (CertificateException e) {
            throw new IllegalArgumentException(
                    "that is not an X.509 certificate in PEM (-----BEGIN CERTIFICATE-----). Maybe a key or a request?",
                    e);
        }
    }
}
