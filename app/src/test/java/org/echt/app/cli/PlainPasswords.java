package org.echt.app.cli;

import org.echt.core.access.PasswordHash;

/** Passwords as they are: for tests that are not about hashing. */
record PlainPasswords() implements PasswordHash {
    @Override
    public String of(String password) {
        return "plain:" + password;
    }

    @Override
    public boolean matches(String password, String hash) {
        return hash.equals(of(password));
    }
}
