package org.echt.core.verify;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.echt.core.notice.Action;
import org.echt.core.notice.NoticeKind;
import org.echt.core.product.Product;
import org.echt.core.recall.Content;
import org.echt.core.scan.ItemState;
import org.echt.core.scan.Life;
import org.echt.core.serial.AuthenticCode;
import org.echt.core.serial.Batch;
import org.echt.core.serial.Claims;
import org.echt.core.serial.Mistake;
import org.jspecify.annotations.Nullable;

/**
 * The whole answer to one check: one model behind page, JSON, command line and dossier. Only {@link Issued} has a place
 * for "not affected"; the other kinds can only name recalls of the product the customer spoke of.
 *
 * <p>Source: docs/architecture.md, "The verdict". Immutable.
 */
public sealed interface Verdict {
    Stamp stamp();

    /** Acme issued this code. */
    record Issued(
            AuthenticCode code,
            Product product,
            LinkCheck link,
            Life life,
            Safety safety,
            Usage usage,
            List<Fact> facts,
            Stamp stamp)
            implements Verdict {}

    /** The checks hold, the slot is ours, the batch table was readable, and no issued item has this code. */
    record NotIssued(List<ProductRecall> recalls, Stamp stamp) implements Verdict {}

    /** The public check symbols fail, or symbols are missing or too many. */
    record Mistyped(Mistake mistake, List<ProductRecall> recalls, Stamp stamp) implements Verdict {}

    /** Not our numbering; {@code looksLike} is a {@code Reading.Kind} by name, or empty. */
    record Foreign(String looksLike, List<ProductRecall> recalls, Stamp stamp) implements Verdict {}

    /** We cannot tell now. Says nothing about the product. */
    record Unavailable(List<ProductRecall> recalls, Stamp stamp) implements Verdict {}

    /**
     * What every verdict carries.
     *
     * @param at when the check was made
     * @param dataVersion catalogue version the answer was made from
     * @param reference {@code CHK-XXXX-XXXX}; empty when the check could not be recorded
     */
    record Stamp(Instant at, long dataVersion, String reference) {}

    /**
     * The answers about safety.
     *
     * @param recalls the open recalls that concern this item, worst first
     * @param clear true only when every open recall was tested against complete data and none concerns the item; a notice
     *     of kind INFO says nothing about safety and does not stand in the way
     */
    record Safety(List<Concern> recalls, boolean clear) {
        public Safety {
            recalls = List.copyOf(recalls);
            if (clear && recalls.stream().anyMatch(Concern::standsInTheWay)) {
                throw new IllegalArgumentException("an item with an open concern cannot be clear");
            }
        }

        /** The worst of all answers; NOT_AFFECTED only when {@link #clear} and nothing was remedied either. */
        public Answer worst() {
            Answer worst = null;
            for (var concern : recalls) {
                if (!concern.isInformation()
                        && (worst == null || concern.answer().compareTo(worst) < 0)) {
                    worst = concern.answer();
                }
            }
            return worst != null ? worst : clear ? Answer.NOT_AFFECTED : Answer.UNKNOWN;
        }
    }

    /** What a recall means for this item; worst first. */
    enum Answer {
        AFFECTED,
        POSSIBLY_AFFECTED,
        UNKNOWN,
        REMEDIED,
        NOT_AFFECTED
    }

    /**
     * One recall that concerns this item.
     *
     * @param recall its id
     * @param version its published version
     * @param answer what it means for this item; never NOT_AFFECTED
     * @param action what to do; CHECK where a STOP_USE of one person alone has lapsed
     * @param via how the item is concerned
     * @param remedy whether a remedy is available
     * @param remedyFrom day from which, when PENDING
     * @param remediedAt when the remedy was done, when DONE
     * @param content the notice it comes from, for its texts
     */
    record Concern(
            String recall,
            int version,
            Answer answer,
            Action action,
            Via via,
            RemedyState remedy,
            @Nullable LocalDate remedyFrom,
            @Nullable Instant remediedAt,
            Content content) {
        public Concern {
            if (answer == Answer.NOT_AFFECTED) {
                throw new IllegalArgumentException("a concern cannot say NOT_AFFECTED");
            }
        }

        public NoticeKind kind() {
            return content.notice().kind();
        }

        public boolean isInformation() {
            return kind() == NoticeKind.INFO;
        }

        boolean standsInTheWay() {
            return answer != Answer.REMEDIED && !isInformation();
        }

        /** Whether its STOP_USE, published by one person alone, has fallen back to CHECK. */
        public boolean hasLapsed() {
            return action != content.action();
        }
    }

    /** Whether a recall's remedy can be had. */
    enum RemedyState {
        OPEN,
        PENDING,
        DONE
    }

    /** How a recall reaches an item. Only the affected part is revealed, its code masked. */
    sealed interface Via {
        /** The item itself is listed. */
        record Item() implements Via {}

        /**
         * A part inside it.
         *
         * @param kind product name of the part
         * @param maskedCode its masked code; empty for a foreign part
         * @param installedAt since when the build record has it there
         */
        record Part(String kind, String maskedCode, Instant installedAt) implements Via {}

        /** Its production lot. */
        record Lot(String lot) implements Via {}

        /** All units of the product. */
        record AllOfProduct() implements Via {}

        /** The build record is missing or incomplete. */
        record NoBuildRecord() implements Via {}
    }

    /**
     * An open recall of a product, told when nothing is known of the item itself.
     *
     * @param recall its id
     * @param version its published version
     * @param product product it may concern
     * @param action what to do
     * @param content the notice, for its texts
     */
    record ProductRecall(String recall, int version, Product product, Action action, Content content) {}

    /** Whether the link the code came in agrees with the records. */
    enum LinkCheck {
        NOTHING_CLAIMED,
        AGREES,
        OTHER_PRODUCT,
        OTHER_LOT;

        /** Whether what a link or a person said agrees with the batch of the code. */
        public static LinkCheck of(Batch batch, Claims claims) {
            var gtin = claims.gtin();
            var lot = claims.lot();
            if (gtin != null && !gtin.equals(batch.gtin())) {
                return OTHER_PRODUCT;
            }
            if (lot != null && !lot.equals(batch.lot())) {
                return OTHER_LOT;
            }
            return gtin == null && lot == null ? NOTHING_CLAIMED : AGREES;
        }
    }

    /**
     * How the code's use looks, with the counted facts.
     *
     * @param use the judgement
     * @param firstCheckedAt first check before this one; null for none
     * @param checks checks before this one
     */
    record Usage(ItemState.Use use, @Nullable Instant firstCheckedAt, long checks) {}

    /**
     * A public attribute of the item, to compare with what the customer holds.
     *
     * @param name attribute name
     * @param value its value
     * @param unit unit; empty for none
     */
    record Fact(String name, String value, String unit) {}
}
