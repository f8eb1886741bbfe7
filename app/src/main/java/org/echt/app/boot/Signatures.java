package org.echt.app.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.echt.app.config.Config;
import org.echt.app.config.SignConfig;
import org.echt.app.config.TimestampConfig;
import org.echt.app.sign.PdfSigner;
import org.echt.app.sign.SigningKey;
import org.echt.app.sign.TimestampAuthority;
import org.echt.app.sign.TimestampSettings;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;

/** Signatures and time-stamps as the configuration wants them. Opened when one is wanted, not at the start. */
final class Signatures {
    private Signatures() {}

    /** Empty where nothing is signed. */
    static Optional<PdfSigner> signer(Config config) {
        return key(config.sign())
                .map(key -> new PdfSigner(key, authority(config.timestamp()).orElse(null)));
    }

    /** Empty where nobody confirms times. */
    static Optional<TimestampAuthority> authority(TimestampConfig config) {
        return switch (config) {
            case TimestampConfig.Off() -> Optional.empty();
            case TimestampConfig.On on ->
                Optional.of(new TimestampAuthority(
                        new TimestampSettings(on.url(), on.timeout(), trusted(on)), new SecureRandom()));
        };
    }

    /** Whom the authority's certificate must come from; empty where any is taken. */
    static List<X509Certificate> trusted(TimestampConfig config) {
        return config instanceof TimestampConfig.On on && on.trustFile() != null
                ? certificates(on.trustFile())
                : List.of();
    }

    private static Optional<SigningKey> key(SignConfig config) {
        return switch (config) {
            case SignConfig.Off() -> Optional.empty();
            case SignConfig.Keystore(var file, var passwordFile, var alias) ->
                Optional.of(
                        SigningKey.ofFile(file, SecretFile.read(passwordFile).toCharArray(), alias));
            case SignConfig.Token(var library, int slot, var pinFile, var alias) ->
                Optional.of(SigningKey.ofToken(
                        library, slot, SecretFile.read(pinFile).toCharArray(), alias));
        };
    }

    private static List<X509Certificate> certificates(Path file) {
        try (var in = Files.newInputStream(file)) {
            var found = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (found.isEmpty()) {
                throw new RefusedException(Fault.BAD_REQUEST, file + " holds no certificate (PEM)");
            }
            return found;
        } catch (IOException e) {
            throw new RefusedException(
                    Fault.NOT_FOUND, "the certificates in " + file + " cannot be read: " + e.getMessage());
        } catch (CertificateException e) {
            throw new RefusedException(Fault.BAD_REQUEST, file + " holds no certificates (PEM): " + e.getMessage());
        }
    }
}
