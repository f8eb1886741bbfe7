package org.echt.core.access;

/** Makes a password unreadable, slowly on purpose. Thread-safe. */
public interface PasswordHash {
    /** A text that tells algorithm, cost and salt besides the hash. */
    String of(String password);

    /** Whether the password made the hash; takes as long for a wrong one. */
    boolean matches(String password, String hash);
}
