package org.echt.app.config;

import java.nio.file.Path;

/** Where the keys are. */
public sealed interface KeysConfig {
    /** The key store file. */
    Path file();

    /** The same with another file. */
    KeysConfig withFile(Path other);

    /** What {@code keys.profile} may say. */
    enum Profile {
        FILE,
        TOKEN
    }

    /** Software profile: everything is derived from the file. */
    record OfFile(Path file) implements KeysConfig {
        @Override
        public KeysConfig withFile(Path other) {
            return new OfFile(other);
        }
    }

    /**
     * Token profile.
     *
     * @param library the vendor's PKCS#11 library
     * @param label the token's label
     * @param pinFile holds the PIN and nothing else
     */
    record OfToken(Path file, Path library, String label, Path pinFile) implements KeysConfig {
        @Override
        public KeysConfig withFile(Path other) {
            return new OfToken(other, library, label, pinFile);
        }
    }
}
