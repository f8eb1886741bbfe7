package org.echt.app.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Reads the keys {@code sign.*} and {@code timestamp.*}. What would do nothing is refused. */
record SignSection(Settings settings, Path folder) {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration OFTENEST = Duration.ofMinutes(1);

    SignConfig sign() {
        boolean file = !settings.text(Key.SIGN_KEYSTORE).isEmpty();
        boolean token = !settings.text(Key.SIGN_TOKEN_LIBRARY).isEmpty();
        if (file && token) {
            throw settings.error(Key.SIGN_TOKEN_LIBRARY, "cannot stand beside sign.keystore: one key signs");
        }
        if (!token) {
            refuse("has no use without sign.token-library", Key.SIGN_TOKEN_SLOT);
        }
        if (token) {
            return new SignConfig.Token(
                    settings.path(Key.SIGN_TOKEN_LIBRARY, folder),
                    settings.number(Key.SIGN_TOKEN_SLOT, 0, 999),
                    settings.path(Key.SIGN_PASSWORD_FILE, folder),
                    settings.text(Key.SIGN_ALIAS));
        }
        if (file) {
            return new SignConfig.Keystore(
                    settings.path(Key.SIGN_KEYSTORE, folder),
                    settings.path(Key.SIGN_PASSWORD_FILE, folder),
                    settings.text(Key.SIGN_ALIAS));
        }
        refuse("has no use without sign.keystore or sign.token-library", Key.SIGN_PASSWORD_FILE, Key.SIGN_ALIAS);
        return new SignConfig.Off();
    }

    TimestampConfig timestamp() {
        if (settings.text(Key.TIMESTAMP_URL).isEmpty()) {
            refuse(
                    "has no use without timestamp.url",
                    Key.TIMESTAMP_TIMEOUT,
                    Key.TIMESTAMP_CHECKPOINTS_EVERY,
                    Key.TIMESTAMP_TRUST_FILE);
            return new TimestampConfig.Off();
        }
        var timeout = settings.duration(Key.TIMESTAMP_TIMEOUT);
        if (timeout.compareTo(LONGEST) > 0) {
            throw settings.error(Key.TIMESTAMP_TIMEOUT, "must be 5 min at most: somebody waits for the signature");
        }
        var every = settings.duration(Key.TIMESTAMP_CHECKPOINTS_EVERY);
        if (every.compareTo(OFTENEST) < 0) {
            throw settings.error(Key.TIMESTAMP_CHECKPOINTS_EVERY, "must be 1 min at least");
        }
        var trusted = settings.text(Key.TIMESTAMP_TRUST_FILE).isEmpty()
                ? null
                : settings.path(Key.TIMESTAMP_TRUST_FILE, folder);
        return new TimestampConfig.On(url(), timeout, every, trusted);
    }

    private URI url() {
        var text = settings.text(Key.TIMESTAMP_URL);
        if (text.matches("https?://[A-Za-z0-9.\\[\\]:-]+(/[A-Za-z0-9._~/?=&%-]*)?")) {
            return URI.create(text);
        }
        // not quoted: a password may stand in it
        throw settings.error(
                Key.TIMESTAMP_URL, "is not an address that begins with http:// or https://, without user and password");
    }

    private void refuse(String why, Key... keys) {
        for (var key : List.of(keys)) {
            if (settings.says(key)) {
                throw settings.error(key, why);
            }
        }
    }
}
