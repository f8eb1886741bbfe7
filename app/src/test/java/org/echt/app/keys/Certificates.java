package org.echt.app.keys;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSAuthEnvelopedData;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceKeyTransAuthEnvelopedRecipient;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Self-signed certificates for tests. */
public final class Certificates {
    private Certificates() {}

    /** A key pair and its certificate. */
    public record Holder(KeyPair keys, String pem) {
        /** Opens what was sealed to it. */
        public byte[] open(byte[] sealed) throws Exception {
            RecipientInformation recipient = new CMSAuthEnvelopedData(sealed)
                    .getRecipientInfos()
                    .getRecipients()
                    .iterator()
                    .next();
            return recipient.getContent(
                    new JceKeyTransAuthEnvelopedRecipient(keys.getPrivate()).setProvider(new BouncyCastleProvider()));
        }
    }

    public static Holder make(String algorithm, int bits, String signature) throws Exception {
        var generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        var keys = generator.generateKeyPair();
        var name = new X500Principal("CN=Works");
        var certificate = new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.ONE,
                        Date.from(Instant.parse("2026-01-01T00:00:00Z")),
                        Date.from(Instant.parse("2046-01-01T00:00:00Z")),
                        name,
                        keys.getPublic())
                .build(new JcaContentSignerBuilder(signature).build(keys.getPrivate()));
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
        return new Holder(keys, "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
    }
}
