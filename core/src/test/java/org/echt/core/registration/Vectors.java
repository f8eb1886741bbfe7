package org.echt.core.registration;

import java.nio.file.Path;
import java.util.HexFormat;
import org.echt.core.keys.PersonalKeys;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SoftwareKeys;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The vectors of this room's formats. */
final class Vectors {
    private Vectors() {}

    static JsonNode of(String file) {
        return JsonMapper.shared().readTree(Path.of(System.getProperty("echt.root"), "vectors", file));
    }

    static byte[] bytes(JsonNode hex) {
        return HexFormat.of().parseHex(hex.asString());
    }

    static PersonalKeys keys(JsonNode vectors) {
        return new SoftwareKeys(SecretBytes.copyOf(bytes(vectors.get("master"))))
                .personal(vectors.get("issuer").asString());
    }

    /** Keys of a made-up issuer. */
    static PersonalKeys keys() {
        return new SoftwareKeys(SecretBytes.copyOf(new byte[32])).personal("acme");
    }
}
