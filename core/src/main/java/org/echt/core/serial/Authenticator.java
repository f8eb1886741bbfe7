package org.echt.core.serial;

import java.util.function.Function;
import org.echt.core.keys.KeyRing;

/** Sketch. */
public final class Authenticator {
    public Authenticator(KeyRing keys, BatchTable batches, Function<String, WordList> words) {}

    public Authentication authenticate(SerialCode code) {
        return new Authentication.NotOurSlot(code.slot());
    }

    public SerialCode codeOf(long item) {
        return new SerialCode("" + item);
    }
}
