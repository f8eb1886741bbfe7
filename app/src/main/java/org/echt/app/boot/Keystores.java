package org.echt.app.boot;

import org.echt.app.config.KeysConfig;
import org.echt.app.keys.Keystore;
import org.echt.app.keys.TokenSettings;

/** The key store the configuration names. */
final class Keystores {
    private Keystores() {}

    /** Opens nothing: file, token and PIN are read when they are first needed. */
    static Keystore of(KeysConfig config) {
        return switch (config) {
            case KeysConfig.OfFile file -> Keystore.ofFile(file.file());
            case KeysConfig.OfToken token ->
                Keystore.ofToken(
                        token.file(),
                        new TokenSettings(
                                token.library(),
                                token.label(),
                                token.pinFile(),
                                () -> SecretFile.read(token.pinFile())));
        };
    }
}
