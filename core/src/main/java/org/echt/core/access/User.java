package org.echt.core.access;

import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A person with an account.
 *
 * @param name lower-case letters, digits, dots and dashes, 2 to 40
 * @param roles what they are here for; at least one
 * @param passwordHash as the {@link PasswordHash} made it; never shown
 * @param disabled whether they may not sign in any more
 * @param failures wrong passwords since the last right one
 * @param lockedUntil before that no password is looked at; null for never
 */
public record User(
        String name,
        Set<Role> roles,
        String passwordHash,
        boolean disabled,
        int failures,
        @Nullable Instant lockedUntil) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,38}[a-z0-9]");

    public User {
        if (!isName(name)) {
            throw new IllegalArgumentException("\"" + name
                    + "\" is not a user name: 2 to 40 lower-case letters, digits, dots and dashes, a letter or digit at"
                    + " both ends");
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException(
                    "user " + name + " needs at least one role of " + java.util.List.of(Role.values()));
        }
        roles = Set.copyOf(roles);
    }

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    User with(Set<Role> other) {
        return new User(name, other, passwordHash, disabled, failures, lockedUntil);
    }

    User withDisabled(boolean other) {
        return new User(name, roles, passwordHash, other, failures, lockedUntil);
    }

    User withPassword(String hash) {
        return new User(name, roles, hash, disabled, 0, null);
    }

    User withFailures(int count, @Nullable Instant until) {
        return new User(name, roles, passwordHash, disabled, count, until);
    }

    /** Everything but the password, for the audit. */
    public String described() {
        return new java.util.TreeSet<>(roles) + (disabled ? " disabled" : "");
    }

    /** Whether the account looks after the others: there is always one that does. */
    public boolean isAdmin() {
        return roles.contains(Role.ADMIN) && !disabled;
    }
}
