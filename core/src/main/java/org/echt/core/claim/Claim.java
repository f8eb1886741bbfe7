package org.echt.core.claim;

import java.util.OptionalLong;
import org.echt.core.issuance.CommittedBatch;
import org.echt.core.issuance.NonIssuance;
import org.echt.core.product.Product;
import org.echt.core.scan.ItemState;
import org.echt.core.serial.AuthenticCode;
import org.echt.core.serial.Mistake;
import org.echt.core.serial.Reading;
import org.echt.core.verify.Verdict.LinkCheck;
import org.jspecify.annotations.Nullable;

/** What is known of the code somebody makes a claim with. About the code, never about the item. Immutable. */
public sealed interface Claim {
    /** In one word. */
    Answer answer();

    /** The answers. */
    enum Answer {
        ISSUED,
        /** Issued, and its use looks as if there were copies. */
        MAY_BE_COPIED,
        NOT_ISSUED,
        MISTYPED,
        /** Not our numbering. */
        FOREIGN
    }

    /**
     * We issued the code.
     *
     * @param code the code, with its batch
     * @param product what the batch was issued for
     * @param link whether the claimed product and lot agree with the records
     * @param committed the batch as it was put into the log; null when it was not yet
     * @param entry index of that entry in the log, where it has one
     * @param state what was counted of its checks
     */
    record Issued(
            AuthenticCode code,
            Product product,
            LinkCheck link,
            @Nullable CommittedBatch committed,
            OptionalLong entry,
            ItemState state)
            implements Claim {
        @Override
        public Answer answer() {
            return state.use() == ItemState.Use.NORMAL ? Answer.ISSUED : Answer.MAY_BE_COPIED;
        }
    }

    /** A well-formed code that was never issued. */
    record NotIssued(NonIssuance statement) implements Claim {
        @Override
        public Answer answer() {
            return Answer.NOT_ISSUED;
        }
    }

    /** Meant as a code, but not one. */
    record Mistyped(Mistake mistake) implements Claim {
        @Override
        public Answer answer() {
            return Answer.MISTYPED;
        }
    }

    /** Cannot be our numbering. */
    record Foreign(Reading.Kind kind) implements Claim {
        @Override
        public Answer answer() {
            return Answer.FOREIGN;
        }
    }
}
