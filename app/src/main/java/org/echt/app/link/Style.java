package org.echt.app.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The stylesheet every page carries inside, made small once, and the policy that lets browsers run it and nothing else.
 *
 * @param css minified
 * @param policy value of {@code Content-Security-Policy}
 */
record Style(String css, String policy) {
    static Style load() {
        try (InputStream in = Style.class.getResourceAsStream("/web/page.css")) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file /web/page.css");
            }
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Style of(String source) {
        var css = minify(source);
        var policy = "default-src 'none'; style-src 'sha256-" + sha256(css)
                + "'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        return new Style(css, policy);
    }

    /** Enough for our own sheet: drops comments and the blanks no rule needs. */
    static String minify(String source) {
        return source.replaceAll("/\\*[\\s\\S]*?\\*/", "")
                .replaceAll("\\s+", " ")
                .replaceAll(" ?([{};,>]) ?", "$1")
                .replaceAll("([a-z-]): ", "$1:")
                .replace(";}", "}")
                .strip();
    }

    private static String sha256(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
