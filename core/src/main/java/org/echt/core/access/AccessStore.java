package org.echt.core.access;

import java.util.List;
import java.util.Optional;
import org.echt.core.audit.AuditEntry;
import org.jspecify.annotations.Nullable;

/** Where users and tokens are kept. Thread-safe; durable on return; what is given to the audit stands or falls with the change. */
public interface AccessStore {
    /** By name. */
    List<User> users();

    Optional<User> user(String name);

    /**
     * Puts {@code after} in the place of {@code before}.
     *
     * @param before what was there; null for a new user
     * @param audit entry to write with it; null for none
     * @return false when something else was there, or when nobody would be left who looks after the accounts
     *     ({@link User#isAdmin}); nothing is changed then
     */
    boolean change(@Nullable User before, User after, @Nullable AuditEntry audit);

    /** Keeps a token; false when a key of that name is there already. */
    boolean put(Token token, AuditEntry audit);

    Optional<Token> token(String hash);

    /** API keys by name, revoked ones too. */
    List<Token> keys();

    /** Takes a token back; false when there is no valid one. */
    boolean revoke(String hash, AuditEntry audit);
}
