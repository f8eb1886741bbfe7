package org.echt.core.access;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Something that stands for somebody: a session of a user, or an API key. Known by the hash of its secret only.
 *
 * @param hash SHA-256 of the secret, lower-case hex
 * @param kind session or key
 * @param name the user's name, or the key's
 * @param rights what a key may do; empty for a session, which has its user's rights of the moment
 * @param expiresAt when it ends; null for never
 * @param revoked whether it was taken back
 */
public record Token(
        String hash,
        Kind kind,
        String name,
        Set<Right> rights,
        @Nullable Instant expiresAt,
        boolean revoked) {
    /** What only a person may do: a key has an owner, and owner and key would count as two; and none may open a way out. */
    private static final Set<Right> PERSONAL = EnumSet.of(
            Right.PREPARE_RECALLS,
            Right.APPROVE_RECALLS,
            Right.BREAK_GLASS,
            Right.REVIEW_PROOFS,
            Right.DECIDE_SIGNALS,
            Right.MANAGE_WEBHOOKS,
            Right.MANAGE_MAKERS,
            Right.DECIDE_DISPUTES,
            Right.SEND_MESSAGES,
            Right.MANAGE_PERSONS,
            Right.MANAGE_ACCESS);

    public Token {
        rights = Set.copyOf(rights);
        if (!User.isName(name)) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is not a name: 2 to 40 lower-case letters, digits, dots" + " and dashes");
        }
        if (kind == Kind.KEY && rights.stream().anyMatch(PERSONAL::contains)) {
            throw new IllegalArgumentException(
                    "API key " + name + " cannot have the rights " + PERSONAL + ": those need a person");
        }
    }

    /** What a token is. */
    public enum Kind {
        SESSION,
        KEY
    }

    /** What it may do and until when, for the audit. */
    String described() {
        return new TreeSet<>(rights) + (expiresAt == null ? "" : " until " + expiresAt);
    }

    public boolean isValid(Instant now) {
        return !revoked && (expiresAt == null || now.isBefore(expiresAt));
    }
}
