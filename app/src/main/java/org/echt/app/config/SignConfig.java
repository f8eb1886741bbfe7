package org.echt.app.config;

import java.nio.file.Path;

/** With what dossiers are signed. */
public sealed interface SignConfig {
    /** They are not. */
    record Off() implements SignConfig {}

    /**
     * With a key in a file.
     *
     * @param passwordFile holds its password and nothing else
     * @param alias names the key; empty where there is just one
     */
    record Keystore(Path file, Path passwordFile, String alias) implements SignConfig {}

    /**
     * With a key in a token.
     *
     * @param library PKCS#11 library of its maker
     * @param slot place of the token in the library's list, from 0
     * @param pinFile holds its PIN and nothing else
     * @param alias names the key; empty where there is just one
     */
    record Token(Path library, int slot, Path pinFile, String alias) implements SignConfig {}
}
