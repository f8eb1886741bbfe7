package org.echt.core.serial;

/** Whether a well-formed code was issued here. */
public sealed interface Authentication {
    /** It was. */
    record Authentic(AuthenticCode code) implements Authentication {}

    /** Our slot, but never issued. The reason is for the owner's log alone: told to a guesser, it would teach. */
    record NotIssued(Reason reason) implements Authentication {}

    /** No key of ours stands under this slot symbol. */
    record NotOurSlot(char slot) implements Authentication {}

    /** Why a code was not issued; with several keys under a slot, the farthest that any of them led. */
    enum Reason {
        /** Deciphers to bits that are never set: what nearly every invented code does. */
        ZERO_BITS,
        /** No batch has this number. */
        NO_BATCH,
        /** The batch was made with another slot, key version or length. */
        OTHER_KEY,
        /** The index is not below the count of the batch. */
        BEYOND_COUNT,
        /** Right in all but the salt. */
        SALT
    }
}
