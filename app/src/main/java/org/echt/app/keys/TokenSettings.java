package org.echt.app.keys;

import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Which token, and how to get in.
 *
 * @param library the vendor's PKCS#11 library
 * @param label the token's label
 * @param pinFile where the PIN is from, for messages
 * @param pin reads the PIN; asked once, when the token is first needed
 */
public record TokenSettings(Path library, String label, Path pinFile, Supplier<String> pin) {
    @Override
    public String toString() {
        return "token \"" + label + "\" of " + library;
    }
}
