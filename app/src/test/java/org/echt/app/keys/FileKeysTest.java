package org.echt.app.keys;

import java.nio.file.Path;

/** The contract on the software profile. */
final class FileKeysTest extends KeystoreContract {
    @Override
    Keystore keystore(Path file) {
        return Keystore.ofFile(file);
    }

    @Override
    String issuer() {
        return "acme";
    }
}
