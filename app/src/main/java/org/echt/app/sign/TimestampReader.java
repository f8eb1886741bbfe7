package org.echt.app.sign;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/** Reads time-stamps that were kept (RFC 3161) and asks nobody. Immutable, thread-safe. */
public final class TimestampReader {
    private final List<X509Certificate> trusted;

    /** @param trusted the authority's certificate must come from one of these; empty: any for time-stamping is taken */
    public TimestampReader(List<X509Certificate> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    /**
     * What a token says of these bytes: its imprint is their SHA-256, and its signature verifies.
     *
     * @throws SignException where it is no time-stamp of them
     */
    public Timestamp read(byte[] data, byte[] token) {
        try {
            var parsed = new TimeStampToken(new CMSSignedData(token));
            var info = parsed.getTimeStampInfo();
            if (!info.getMessageImprintAlgOID().equals(NISTObjectIdentifiers.id_sha256)
                    || !Arrays.equals(info.getMessageImprintDigest(), TimestampAuthority.sha256(data))) {
                throw new TSPException("it is of other bytes");
            }
            var signer = new TokenCheck(parsed, trusted).signer();
            return new Timestamp(
                    token,
                    info.getGenTime().toInstant(),
                    signer.getSubjectX500Principal().getName());
        } catch (TSPException | CMSException | IOException | IllegalArgumentException | ClassCastException e) {
            // the last two are how the parser takes some damage
            throw new SignException("no valid time-stamp: " + e.getMessage(), e);
        }
    }
}
