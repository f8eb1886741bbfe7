package org.echt.app.keys;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class Argon2Test {
    private final Argon2 argon2 = new Argon2();

    @Test
    void knowsItsOwnHashesAndNoOthers() {
        var hash = argon2.of("correct horse battery");
        assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash);
        assertTrue(argon2.matches("correct horse battery", hash));
        assertFalse(argon2.matches("correct horse batterz", hash));
        assertFalse(argon2.matches("correct horse battery", hash.replace("t=2", "t=3")));
        assertFalse(argon2.matches("", "plain"));
        assertNotEquals(hash, argon2.of("correct horse battery"));
    }

    /** Made by the reference implementation: {@code echo -n password | argon2 somesalt -id -v 13 -t 2 -k 65536 -p 1}. */
    @Test
    void agreesWithTheReferenceImplementation() {
        assertTrue(argon2.matches(
                "password", "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"));
    }
}
