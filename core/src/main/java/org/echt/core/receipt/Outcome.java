package org.echt.core.receipt;

/** What became of verifying a receipt. */
public sealed interface Outcome {
    /** The issuer made this statement. */
    record Valid(Receipt receipt) implements Outcome {}

    /** It does not claim to be by a key that was given to verify with. */
    record NotOurs(String cause) implements Outcome {}

    /** It was changed, or never signed by the key it names. */
    record Altered(Place place) implements Outcome {
        /** What does not fit. */
        public enum Place {
            /** Signature, or size and root of the group. */
            SIGNATURE,
            /** What the receipt says, or its place in the group: the signature itself is the issuer's. */
            RECEIPT
        }
    }

    /** It has not the form of a receipt, as when a part of it is missing. */
    record Malformed(String cause) implements Outcome {}
}
