package org.echt.app.sign;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * Who signed a token, checked.
 *
 * @param trusted who must stand behind the signer; empty: nobody
 */
record TokenCheck(TimeStampToken token, List<X509Certificate> trusted) {
    /** The certificate that signed it. */
    X509Certificate signer() throws TSPException {
        try {
            var holder = holder();
            // checks the signature, the certificate's hash in it, its dates, and that it is for time-stamping only
            token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(holder));
            var signer = new JcaX509CertificateConverter().getCertificate(holder);
            if (!trusted.isEmpty()) {
                checkTrust(signer);
            }
            return signer;
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new TSPException("the certificate in it cannot be used: " + e.getMessage(), e);
        }
    }

    private X509CertificateHolder holder() throws TSPException {
        for (var holder : token.getCertificates().getMatches(null)) {
            if (token.getSID().match(holder)) {
                return holder;
            }
        }
        throw new TSPException("its time-stamp lacks the certificate it is signed with");
    }

    /** Without revocation lists, which an expert asks for; and as of the time in the token. */
    private void checkTrust(X509Certificate signer) throws GeneralSecurityException, TSPException {
        var anchors = trusted.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet());
        var target = new X509CertSelector();
        target.setCertificate(signer);
        var parameters = new PKIXBuilderParameters(anchors, target);
        parameters.setRevocationEnabled(false);
        parameters.setDate(token.getTimeStampInfo().getGenTime());
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(all())));
        try {
            CertPathBuilder.getInstance("PKIX").build(parameters);
        } catch (GeneralSecurityException e) {
            throw new TSPException(
                    "its certificate \"" + signer.getSubjectX500Principal().getName()
                            + "\" does not come from an authority of timestamp.trust-file",
                    e);
        }
    }

    private List<X509Certificate> all() throws GeneralSecurityException {
        var all = new ArrayList<X509Certificate>();
        for (var holder : token.getCertificates().getMatches(null)) {
            all.add(new JcaX509CertificateConverter().getCertificate(holder));
        }
        return all;
    }
}
