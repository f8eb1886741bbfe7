package org.echt.app.sign;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.PAdESTimestampParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.exception.IllegalInputException;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * Signs PDF files as PAdES (ETSI EN 319 142-1), baseline B; with a time-stamp authority baseline T. Thread-safe.
 *
 * <p>The signature is appended: whoever cuts the signed file at the length of the unsigned one has that one again. It is
 * not seen on any page, and a PDF/A-2b file stays one.
 */
public final class PdfSigner {
    /** Room for the signature, its certificates and a time-stamp; what is not used is zeros. */
    private static final int ROOM = 16 << 10;

    private final SigningKey key;
    private final @Nullable TimestampAuthority authority;

    /** @param authority null: baseline B, in which the time is the signer's word only */
    public PdfSigner(SigningKey key, @Nullable TimestampAuthority authority) {
        this.key = key;
        this.authority = authority;
    }

    /**
     * The signed file.
     *
     * @param pdf not encrypted
     * @param reason why it is signed; in the file
     * @param at the time of signing, in whole seconds in the file
     * @throws SignException if the certificate is not valid then, the key cannot be used, or there is no time-stamp;
     *     never a file with less than was asked for
     * @throws IllegalArgumentException if it is not a PDF
     */
    public byte[] sign(byte[] pdf, String reason, Instant at) {
        key.checkUsable(at);
        var service = service();
        var document = new InMemoryDocument(pdf);
        var parameters = parameters(reason, at);
        try {
            var signed = service.getDataToSign(document, parameters).getBytes();
            var value = new SignatureValue(SignatureAlgorithm.forJAVA(key.algorithm()), key.sign(signed));
            return appended(pdf, service.signDocument(document, parameters, value));
        } catch (DSSException | IllegalInputException e) {
            throw new IllegalArgumentException("the PDF cannot be signed: " + e.getMessage(), e);
        }
    }

    private PAdESService service() {
        // trusts nobody: DSS leaves certificates it trusts out of the signature
        var service = new PAdESService(new CommonCertificateVerifier());
        if (authority != null) {
            service.setTspSource(new Source(authority));
        }
        return service;
    }

    private PAdESSignatureParameters parameters(String reason, Instant at) {
        var parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(
                authority == null ? SignatureLevel.PAdES_BASELINE_B : SignatureLevel.PAdES_BASELINE_T);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        var chain = key.chain().stream().map(CertificateToken::new).toList();
        parameters.setSigningCertificate(chain.getFirst());
        parameters.setCertificateChain(chain);
        parameters.bLevel().setSigningDate(Date.from(at));
        parameters.setSignatureTimestampParameters(new PAdESTimestampParameters(DigestAlgorithm.SHA256));
        parameters.setReason(reason);
        parameters.setContentSize(ROOM);
        return parameters;
    }

    private static byte[] appended(byte[] pdf, DSSDocument signed) {
        var bytes = new ByteArrayOutputStream(pdf.length + 4 * ROOM);
        try {
            signed.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("a document in memory cannot be written", e);
        }
        var all = bytes.toByteArray();
        if (!Arrays.equals(pdf, Arrays.copyOf(all, pdf.length))) {
            throw new IllegalStateException("the signature changed the document instead of being appended to it");
        }
        return all;
    }

    /** Our authority as DSS asks for it. */
    private static final class Source implements TSPSource {
        private static final long serialVersionUID = 1;

        private final transient TimestampAuthority authority;

        Source(TimestampAuthority authority) {
            this.authority = authority;
        }

        @Override
        public TimestampBinary getTimeStampResponse(DigestAlgorithm algorithm, byte[] digest) {
            if (algorithm != DigestAlgorithm.SHA256) {
                throw new IllegalStateException("a time-stamp of " + algorithm + ", not SHA-256, is asked for");
            }
            return new TimestampBinary(authority.stampDigest(digest).token());
        }
    }
}
