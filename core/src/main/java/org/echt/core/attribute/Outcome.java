package org.echt.core.attribute;

import org.echt.core.asbuilt.Installation;

/**
 * Whether a scope matches an item, and the most telling reason.
 *
 * @param answer YES, NO or UNKNOWN
 * @param reason why; meaningless for NO
 */
public record Outcome(Tri answer, Reason reason) {
    static Outcome of(boolean answer, Reason reason) {
        return new Outcome(Tri.of(answer), reason);
    }

    /** Both: the weaker answer with its reason; of two equal ones the more telling reason. */
    Outcome and(Outcome other) {
        return answer == other.answer ? moreTelling(other) : answer.and(other.answer) == answer ? this : other;
    }

    /** Either: the stronger answer with its reason; of two equal ones the more telling reason. */
    Outcome or(Outcome other) {
        return answer == other.answer ? moreTelling(other) : answer.or(other.answer) == answer ? this : other;
    }

    private Outcome moreTelling(Outcome other) {
        return other.reason.weight() > reason.weight() ? other : this;
    }

    /** Why a scope matches, or cannot be decided. */
    public sealed interface Reason {
        /** How much it tells; the larger is kept. */
        int weight();

        static Reason item() {
            return new ByItem();
        }

        static Reason product() {
            return new ByProduct();
        }

        static Reason attribute() {
            return new ByAttribute();
        }

        /** The whole product is meant. */
        record ByProduct() implements Reason {
            @Override
            public int weight() {
                return 0;
            }
        }

        /** An attribute or production day of the item. */
        record ByAttribute() implements Reason {
            @Override
            public int weight() {
                return 1;
            }
        }

        /** Its lot. */
        record ByLot(String lot) implements Reason {
            @Override
            public int weight() {
                return 2;
            }
        }

        /** The item itself is listed. */
        record ByItem() implements Reason {
            @Override
            public int weight() {
                return 3;
            }
        }

        /** A part inside it; {@code installed} is the installation of that part in its own parent. */
        record ByPart(Traits part, Installation installed) implements Reason {
            @Override
            public int weight() {
                return 6;
            }
        }

        /** The build record of {@code where} is missing or incomplete. */
        record NoRecord(Traits where) implements Reason {
            @Override
            public int weight() {
                return 4;
            }
        }

        /** The build record is deeper or larger than a walk goes, or circular. */
        record CutOff() implements Reason {
            @Override
            public int weight() {
                return 5;
            }
        }
    }
}
