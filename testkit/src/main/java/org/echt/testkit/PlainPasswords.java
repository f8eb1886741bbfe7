package org.echt.testkit;

import org.echt.core.access.PasswordHash;

/** Passwords as they are: for tests that are not about hashing. */
public record PlainPasswords() implements PasswordHash {
    @Override
    public String of(String password) {
        return "plain:" + password;
    }

    @Override
    public boolean matches(String password, String hash) {
        return hash.equals(of(password));
    }
}
