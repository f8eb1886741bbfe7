package org.echt.core.access;

import java.time.Instant;

/** How a sign-in ended. Outsiders are told {@link SignedIn} or "not signed in", never which of the others it was. */
public sealed interface SignIn {
    /**
     * Signed in.
     *
     * @param token the secret to show from now on; told once
     * @param actor who
     * @param expiresAt until when
     */
    record SignedIn(String token, Actor actor, Instant expiresAt) implements SignIn {}

    /** No such user, or another password. */
    record WrongNameOrPassword() implements SignIn {}

    /** Too many wrong passwords; none is looked at before {@code until}. */
    record Locked(Instant until) implements SignIn {}

    /** The account was closed. */
    record Disabled() implements SignIn {}
}
