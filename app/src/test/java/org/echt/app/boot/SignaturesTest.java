package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.echt.app.config.ConfigFile;
import org.echt.app.config.TimestampConfig;
import org.echt.app.sign.SignException;
import org.echt.core.fault.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignaturesTest {
    @TempDir
    private Path folder;

    @Test
    void nothingIsSignedUnlessConfigured() {
        assertEquals(Optional.empty(), Signatures.signer(ConfigFile.defaults(folder)));
        assertEquals(Optional.empty(), Signatures.authority(new TimestampConfig.Off()));
    }

    @Test
    void aPasswordFileOthersCanReadIsRefused() throws IOException {
        var config = Files.writeString(
                folder.resolve("echt.conf"), "sign.keystore = sign.p12\nsign.password-file = sign.txt\n");
        var password = Files.writeString(folder.resolve("sign.txt"), "correct horse");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r-----"));
        var open = assertThrows(RefusedException.class, () -> Signatures.signer(ConfigFile.read(config)));
        assertTrue(String.valueOf(open.getMessage()).contains("chmod 600"), open.getMessage());
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        var absent = assertThrows(SignException.class, () -> Signatures.signer(ConfigFile.read(config)));
        assertTrue(String.valueOf(absent.getMessage()).startsWith("there is no keystore"), absent.getMessage());
    }

    @Test
    void aTrustFileWithoutCertificatesIsRefused() throws IOException {
        var file = Files.writeString(folder.resolve("tsa.pem"), "");
        var config = new TimestampConfig.On(
                URI.create("http://tsa.example/"), Duration.ofSeconds(1), Duration.ofHours(1), file);
        var failure = assertThrows(RefusedException.class, () -> Signatures.authority(config));
        assertTrue(
                String.valueOf(failure.getMessage()).startsWith(file + " holds no certificate"), failure.getMessage());
    }
}
