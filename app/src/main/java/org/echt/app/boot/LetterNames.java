package org.echt.app.boot;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.OptionalLong;
import org.echt.core.keys.MacKey;

/**
 * The names of letters: the message's number and 80 bits that only we can make, so that nobody who guesses a number can send
 * us a false copy or report of a letter.
 */
record LetterNames(MacKey key) {
    private static final int PROOF = 10;

    String of(long message) {
        var proof = Arrays.copyOf(key.mac(("letter|" + message).getBytes(StandardCharsets.US_ASCII)), PROOF);
        return message + "-" + Base64.getUrlEncoder().withoutPadding().encodeToString(proof);
    }

    /** The message of a name; empty for a name we did not make. */
    OptionalLong message(String name) {
        int dash = name.indexOf('-');
        if (dash < 1 || dash > 18 || !name.substring(0, dash).matches("[0-9]+")) {
            return OptionalLong.empty();
        }
        long message = Long.parseLong(name.substring(0, dash));
        return of(message).equals(name) ? OptionalLong.of(message) : OptionalLong.empty();
    }
}
