package org.echt.app.mail;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server and how we come to it.
 *
 * @param login null where it asks for none
 * @param trustFile PEM certificates of the authorities it is trusted by; null for Java's own
 */
public record MailServer(
        String host,
        int port,
        Security security,
        @Nullable Login login,
        @Nullable Path trustFile) {
    /** How a connection is kept from others. Certificate and host name are always checked. */
    public enum Security {
        /** Upgraded before anything is said; a server that does not offer it is refused. */
        STARTTLS,
        /** From the first byte. */
        TLS,
        /** Not at all; whoever sets it has made sure that the server is on this computer. */
        PLAIN
    }

    /** Who we are there. */
    public record Login(String user, String password) {
        /**
         * {@code text} without user and password, nor what a login sends in their place: servers quote what they do not
         * understand.
         */
        String hiddenIn(String text) {
            var hidden = text;
            var plain = '\0' + user + '\0' + password;
            // the longest first, which holds the others
            for (var secret : List.of(sent(user + plain), sent(plain), sent(password), password, sent(user), user)) {
                hidden = secret.isEmpty() ? hidden : hidden.replace(secret, "...");
            }
            return hidden;
        }

        private static String sent(String text) {
            return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        /** Says nothing. */
        @Override
        public String toString() {
            return "Login[...]";
        }
    }
}
