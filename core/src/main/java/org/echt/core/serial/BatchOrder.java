package org.echt.core.serial;

import java.time.LocalDate;
import org.echt.core.gs1.Gtin;

/**
 * A wish for codes. The same order may be given any number of times; it is issued once.
 *
 * @param order the caller's name for it, not empty
 * @param lot the production lot, 1 to 20 characters
 * @param maker who prints and applies the codes
 * @param count codes wanted, 1 to {@link CodeLength#maxCount}
 * @param producedOn day of production of the lot
 * @param wordList id of the word list the codes avoid; empty for none
 */
public record BatchOrder(
        String order,
        Gtin gtin,
        String lot,
        String maker,
        long count,
        CodeLength length,
        LocalDate producedOn,
        String wordList) {
    public BatchOrder {
        if (order.isEmpty()) {
            throw new IllegalArgumentException("order has no name");
        }
        if (lot.isEmpty() || lot.length() > 20) {
            throw new IllegalArgumentException("lot \"" + lot + "\" must have 1 to 20 characters (AI 10)");
        }
        if (count < 1 || count > length.maxCount()) {
            throw new IllegalArgumentException("count " + count + " of order " + order + " is not between 1 and "
                    + length.maxCount() + ". Maybe a longer code?");
        }
    }

    /** True when {@code batch} is what this order asks for. */
    boolean isMetBy(Batch batch) {
        return order.equals(batch.order())
                && gtin.equals(batch.gtin())
                && lot.equals(batch.lot())
                && maker.equals(batch.maker())
                && count == batch.count()
                && length == batch.length()
                && producedOn.equals(batch.producedOn())
                && wordList.equals(batch.wordList());
    }
}
