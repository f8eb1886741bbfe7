package org.echt.app.sign;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * A time-stamp authority (RFC 3161) somewhere on the network. It is sent a SHA-256 digest and nothing else. Thread-safe.
 *
 * <p>An answer counts only if it is granted, belongs to this very request (nonce, digest) and is signed by a certificate
 * for time-stamping and nothing else that was valid at the time it states.
 */
public final class TimestampAuthority {
    private static final int NONCE_BITS = 128;

    private final TimestampSettings settings;
    private final TimestampCall call;
    private final RandomGenerator random;

    /** @param random for nonces, which nobody must be able to guess */
    public TimestampAuthority(TimestampSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.call = new TimestampCall(settings.address(), settings.timeout());
        this.random = random;
    }

    /**
     * A time-stamp of these bytes. Blocks as long as the timeout at most.
     *
     * @throws SignException if there is none, in the authority's own words where it gives any
     */
    public Timestamp stamp(byte[] data) {
        return stampDigest(sha256(data));
    }

    Timestamp stampDigest(byte[] sha256) {
        var request = request(sha256);
        try {
            var answer = new TimeStampResponse(call.send(request.getEncoded()));
            answer.validate(request);
            var token = answer.getTimeStampToken();
            if (token == null) {
                throw new TSPException("it refused: " + TimestampCall.printable(answer.getStatusString()));
            }
            var signer = new TokenCheck(token, settings.trusted()).signer();
            return new Timestamp(
                    encoded(token),
                    token.getTimeStampInfo().getGenTime().toInstant(),
                    signer.getSubjectX500Principal().getName());
        } catch (TSPException | IOException e) {
            throw new SignException("no time-stamp from " + settings.address() + ": " + e.getMessage(), e);
        }
    }

    private TimeStampRequest request(byte[] sha256) {
        var generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        var bytes = new byte[NONCE_BITS / Byte.SIZE];
        random.nextBytes(bytes);
        return generator.generate(NISTObjectIdentifiers.id_sha256, sha256, new BigInteger(1, bytes));
    }

    /** As the authority signed it: DER, whatever form the answer had. */
    private static byte[] encoded(TimeStampToken token) throws IOException {
        return token.toCMSSignedData().toASN1Structure().getEncoded("DER");
    }

    static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
