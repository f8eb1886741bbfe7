package org.echt.app.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A text sealed by a password: Argon2id (RFC 9106) for the key, AES-256-GCM for the text. spec/backup.md has the form. */
final class PasswordSeal {
    private static final String NAME = "echt-sealed-1";
    private static final int MEMORY_KIB = 65_536;
    private static final int PASSES = 3;
    private static final int SALT = 16;
    private static final int NONCE = 12;
    private static final int KEY = 32;
    private static final int TAG_BITS = 128;
    private static final int SHORTEST = 12;
    private static final Pattern FORM =
            Pattern.compile(NAME + " ([A-Za-z0-9+/]{22}) ([A-Za-z0-9+/]{16}) ([A-Za-z0-9+/]+)\n");

    private PasswordSeal() {}

    /** @throws KeystoreException for a password of less than 12 characters: whoever has the copy can try them all */
    static byte[] seal(String text, String password, SecureRandom random) {
        if (password.length() < SHORTEST) {
            throw new KeystoreException("the password that seals the keys has " + password.length()
                    + " characters, and whoever finds the backup can try them one after the other. Take at least "
                    + SHORTEST + ", better six random words.");
        }
        var salt = new byte[SALT];
        var nonce = new byte[NONCE];
        random.nextBytes(salt);
        random.nextBytes(nonce);
        try {
            var sealed =
                    cipher(Cipher.ENCRYPT_MODE, password, salt, nonce).doFinal(text.getBytes(StandardCharsets.UTF_8));
            var base64 = Base64.getEncoder().withoutPadding();
            return (NAME + " " + base64.encodeToString(salt) + " " + base64.encodeToString(nonce) + " "
                            + base64.encodeToString(sealed) + "\n")
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /** @throws KeystoreException for another password, or when a single bit was changed */
    static String open(byte[] sealed, String password) {
        var form = FORM.matcher(new String(sealed, StandardCharsets.US_ASCII));
        if (!form.matches()) {
            throw new KeystoreException("the sealed key store does not have the form of " + NAME);
        }
        var decoder = Base64.getDecoder();
        try {
            var cipher =
                    cipher(Cipher.DECRYPT_MODE, password, decoder.decode(form.group(1)), decoder.decode(form.group(2)));
            return new String(cipher.doFinal(decoder.decode(form.group(3))), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new KeystoreException("the password does not open the sealed key store", e);
        }
    }

    private static Cipher cipher(int mode, String password, byte[] salt, byte[] nonce) throws GeneralSecurityException {
        byte[] key = Argon2.hash(password, salt, MEMORY_KIB, PASSES, 1, KEY);
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(NAME.getBytes(StandardCharsets.US_ASCII));
            return cipher;
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
