package org.echt.core.registration;

/** What became of a claim of ownership. */
public sealed interface Claimed {
    /** The item is theirs as far as anybody said. */
    record Registered(Registration registration) implements Claimed {}

    /** It was theirs before. */
    record AlreadyYours(Registration registration) implements Claimed {}

    /** Somebody else claims it too; both are asked for evidence. */
    record InDispute(Registration registration, Dispute dispute) implements Claimed {}

    /** We did not issue the code. */
    record NotOurs() implements Claimed {}

    /** The proof is missing or does not hold, or was tried too often: nobody is told which. */
    record NotProven() implements Claimed {}

    /** A message with a link is on its way; the claim counts when it is pressed. */
    record ToBeConfirmed() implements Claimed {}

    /** The link works no longer. */
    record Gone() implements Claimed {}

    /** So many claims of this item wait or are in dispute that no more are taken. */
    record TooMany() implements Claimed {}
}
