package org.echt.app.sign;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.tsp.TimeStampResp;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.echt.app.sign.Papers.Paper;

/** Answers of an authority as OpenSSL's would not give them. */
@SuppressWarnings("JavaUtilDate") // What BouncyCastle takes.
final class Answers {
    private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("1.2.3.4.1");

    private Answers() {}

    static TimeStampRequest read(byte[] request) throws IOException {
        return new TimeStampRequest(request);
    }

    /** The same question, asked another time. */
    static TimeStampRequest other(byte[] request) throws IOException {
        return ask(read(request).getMessageImprintDigest(), BigInteger.TWO);
    }

    static TimeStampRequest otherDigest(byte[] request) throws IOException {
        return ask(new byte[32], read(request).getNonce());
    }

    private static TimeStampRequest ask(byte[] digest, BigInteger nonce) {
        var generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        return generator.generate(NISTObjectIdentifiers.id_sha256, digest, nonce);
    }

    static byte[] token(Paper paper, TimeStampRequest request) throws Exception {
        return generator(paper, true)
                .generateGrantedResponse(request, BigInteger.ONE, new Date())
                .getEncoded();
    }

    /** Without any certificate. */
    static byte[] bare(Paper paper, TimeStampRequest request) throws Exception {
        return generator(paper, false)
                .generateGrantedResponse(request, BigInteger.ONE, new Date())
                .getEncoded();
    }

    static byte[] refusal(Paper paper, TimeStampRequest request, int failure, String text) throws Exception {
        assert request.getCertReq();
        return generator(paper, true)
                .generateFailResponse(PKIStatus.REJECTION, failure, text)
                .getEncoded();
    }

    private static TimeStampResponseGenerator generator(Paper paper, boolean certificates)
            throws OperatorCreationException, GeneralSecurityException, TSPException {
        var digests = new JcaDigestCalculatorProviderBuilder().build();
        var tokens = new TimeStampTokenGenerator(
                new JcaSimpleSignerInfoGeneratorBuilder()
                        .build("SHA256withRSA", paper.keys().getPrivate(), paper.certificate()),
                digests.get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                POLICY);
        if (certificates) {
            tokens.addCertificates(new JcaCertStore(paper.chain()));
        }
        return new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED);
    }

    /** Well signed, but by a certificate that is not for time-stamps, which the usual generators refuse. */
    static byte[] forged(Paper paper, TimeStampRequest request)
            throws OperatorCreationException, GeneralSecurityException, CMSException, IOException {
        var info = new TSTInfo(
                POLICY,
                new MessageImprint(
                        new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256), request.getMessageImprintDigest()),
                new ASN1Integer(1),
                new ASN1GeneralizedTime(new Date()),
                null,
                null,
                new ASN1Integer(request.getNonce()),
                null,
                null);
        var hash =
                MessageDigest.getInstance("SHA-256").digest(paper.certificate().getEncoded());
        var attribute = new Attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new DERSet(new SigningCertificateV2(new ESSCertIDv2(hash))));
        var signer = new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(new AttributeTable(attribute)))
                .build(
                        new JcaContentSignerBuilder("SHA256withRSA")
                                .build(paper.keys().getPrivate()),
                        paper.certificate());
        var generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(signer);
        generator.addCertificates(new JcaCertStore(paper.chain()));
        var signed = generator.generate(
                new CMSProcessableByteArray(PKCSObjectIdentifiers.id_ct_TSTInfo, info.getEncoded(ASN1Encoding.DER)),
                true);
        var status = new DERSequence(new ASN1Integer(PKIStatus.GRANTED));
        return new TimeStampResp(PKIStatusInfo.getInstance(status), signed.toASN1Structure()).getEncoded();
    }
}
