package org.echt.app.sign;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.echt.app.print.PdfPrinter;
import org.echt.app.sign.Papers.Paper;
import org.echt.app.sign.Papers.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.verapdf.core.VeraPDFException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/** Signed files, looked at with OpenSSL and veraPDF. */
class PdfSignerIT {
    static {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private static final Paper ROOT = Papers.root("Trust");

    @TempDir
    private Path folder;

    static Stream<Paper> papers() {
        return Stream.of(
                Papers.under(ROOT, "Acme", Papers.keys("EC", 256), Purpose.SIGNING),
                Papers.under(ROOT, "Acme", Papers.keys("RSA", 3072), Purpose.SIGNING));
    }

    private static byte[] pdf() {
        return PdfPrinter.print("""
                <html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>Dossier</title></head>
                <body><h1>Dossier</h1><p>Acme issued this code.</p></body></html>""", Map.of(), Papers.NOW);
    }

    @ParameterizedTest
    @MethodSource("papers")
    void opensslVerifiesWhatWasSigned(Paper paper) throws Exception {
        var signed = new PdfSigner(paper.signingKey(), null).sign(pdf(), "Dossier D-1", Papers.NOW);
        assertEquals(0, verify(signed).exit(), verify(signed).text());
        assertEquals(List.of(), failures(signed));
    }

    @Test
    void theSignatureIsAppendedToAFileThatIsAlwaysTheSame() {
        var pdf = pdf();
        assertArrayEquals(pdf, pdf());
        var signed = signer().sign(pdf, "Dossier D-1", Papers.NOW);
        assertArrayEquals(pdf, Arrays.copyOf(signed, pdf.length));
        assertTrue(signed.length > pdf.length);
    }

    @Test
    void oneFlippedBitIsFound() throws Exception {
        var pdf = pdf();
        var signed = signer().sign(pdf, "Dossier D-1", Papers.NOW);
        for (int at : List.of(20, pdf.length / 2, pdf.length - 3, signed.length - 3)) {
            var changed = signed.clone();
            changed[at] ^= 1;
            // as the unchanged file says where the signature lies
            var said = verify(changed, signature(signed));
            assertNotEquals(0, said.exit(), said.text());
        }
    }

    @Test
    void aSignatureOfSomebodyElseIsFound() throws Exception {
        var other = Papers.under(Papers.root("Trust"), "Acme", Papers.keys("EC", 256), Purpose.SIGNING);
        var signed = new PdfSigner(other.signingKey(), null).sign(pdf(), "Dossier D-1", Papers.NOW);
        assertNotEquals(0, verify(signed).exit());
    }

    @Test
    void aTimestampIsInTheSignature() throws Exception {
        var tsa = Papers.under(ROOT, "Clock", Papers.keys("RSA", 3072), Purpose.TIMESTAMPS);
        try (var server = LocalAuthority.openssl(folder, tsa)) {
            var authority = new TimestampAuthority(server.settings(), new SecureRandom());
            var paper = Papers.under(ROOT, "Acme", Papers.keys("EC", 256), Purpose.SIGNING);
            var signed = new PdfSigner(paper.signingKey(), authority).sign(pdf(), "Dossier D-1", Papers.NOW);
            assertEquals(0, verify(signed).exit(), verify(signed).text());
            assertEquals(List.of(), failures(signed));

            var signer = cms(signature(signed).getContents(signed))
                    .getSignerInfos()
                    .iterator()
                    .next();
            var token = signer.getUnsignedAttributes()
                    .get(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken)
                    .getAttrValues()
                    .getObjectAt(0);
            Files.write(folder.resolve("token"), token.toASN1Primitive().getEncoded("DER"));
            Files.write(folder.resolve("stamped"), signer.getSignature());
            var said = OpenSsl.run(
                    folder, "ts", "-verify", "-data", "stamped", "-in", "token", "-token_in", "-CAfile", "root.pem");
            assertEquals(0, said.exit(), said.text());
        }
    }

    @Test
    void withoutTheTimestampThatWasAskedForThereIsNoFile() throws IOException {
        try (var server = new LocalAuthority(_ -> LocalAuthority.Reply.text(503, "closed for the night"))) {
            var authority = new TimestampAuthority(server.settings(), new SecureRandom());
            var signer = new PdfSigner(papers().findFirst().orElseThrow().signingKey(), authority);
            var failure = assertThrows(SignException.class, () -> signer.sign(pdf(), "Dossier D-1", Papers.NOW));
            assertTrue(String.valueOf(failure.getMessage()).contains("closed for the night"), failure.getMessage());
        }
    }

    @Test
    void nothingIsSignedWithAnExpiredCertificate() {
        var late = Papers.NOW.plus(Duration.ofDays(900));
        var failure = assertThrows(SignException.class, () -> signer().sign(pdf(), "Dossier D-1", late));
        assertTrue(String.valueOf(failure.getMessage()).contains("expired at"), failure.getMessage());
    }

    @Test
    void whatIsNoPdfIsRefused() {
        var text = "no PDF at all".getBytes(StandardCharsets.UTF_8);
        assertThrows(IllegalArgumentException.class, () -> signer().sign(text, "Dossier D-1", Papers.NOW));
    }

    /** Without the zeros behind it. */
    private static CMSSignedData cms(byte[] contents) throws IOException, CMSException {
        try (var in = new ASN1InputStream(contents)) {
            return new CMSSignedData(ContentInfo.getInstance(in.readObject()));
        }
    }

    private static PdfSigner signer() {
        return new PdfSigner(papers().findFirst().orElseThrow().signingKey(), null);
    }

    private OpenSsl.Said verify(byte[] signed) throws Exception {
        return verify(signed, signature(signed));
    }

    /** What is signed and the signature, each in a file of its own, as an expert would do it. */
    private OpenSsl.Said verify(byte[] signed, PDSignature signature) throws Exception {
        Files.write(folder.resolve("content"), signature.getSignedContent(signed));
        Files.write(folder.resolve("signature"), signature.getContents(signed));
        Papers.pem(folder.resolve("root.pem"), ROOT.certificate());
        return OpenSsl.run(
                folder,
                "cms",
                "-verify",
                "-binary",
                "-inform",
                "DER",
                "-in",
                "signature",
                "-content",
                "content",
                "-CAfile",
                "root.pem",
                "-attime",
                String.valueOf(Papers.NOW.getEpochSecond()),
                "-purpose",
                "any",
                "-out",
                "same");
    }

    private static PDSignature signature(byte[] signed) throws IOException {
        try (var document = Loader.loadPDF(signed)) {
            return document.getLastSignatureDictionary();
        }
    }

    private static List<String> failures(byte[] pdf) throws IOException, VeraPDFException {
        try (var parser =
                        Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFA_2_B);
                var validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_2_B, false)) {
            return validator.validate(parser).getTestAssertions().stream()
                    .map(failed -> failed.getRuleId().getClause() + " " + failed.getMessage())
                    .toList();
        }
    }
}
