package org.echt.app.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.echt.core.access.PasswordHash;

/**
 * Argon2id (RFC 9106) with 19 MiB, 2 passes, 1 lane (OWASP's least for it), as a PHC string. Thread-safe; each call takes
 * its memory and some 30 ms.
 */
public final class Argon2 implements PasswordHash {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT = 16;
    private static final int HASH = 32;
    private static final Pattern PHC =
            Pattern.compile("\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,3}),p=([0-9]{1,2})\\$([^$]+)\\$([^$]+)");

    private final SecureRandom random = new SecureRandom();

    @Override
    public String of(String password) {
        var salt = new byte[SALT];
        random.nextBytes(salt);
        var hash = hash(password, salt, MEMORY_KIB, PASSES, LANES, HASH);
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$" + base64.encodeToString(salt)
                + "$" + base64.encodeToString(hash);
    }

    @Override
    public boolean matches(String password, String hash) {
        var phc = PHC.matcher(hash);
        if (!phc.matches()) {
            return false;
        }
        var wanted = Base64.getDecoder().decode(phc.group(5));
        var found = hash(
                password,
                Base64.getDecoder().decode(phc.group(4)),
                Integer.parseInt(phc.group(1)),
                Integer.parseInt(phc.group(2)),
                Integer.parseInt(phc.group(3)),
                wanted.length);
        return MessageDigest.isEqual(wanted, found);
    }

    static byte[] hash(String password, byte[] salt, int memory, int passes, int lanes, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        var out = new byte[length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), out);
        return out;
    }
}
