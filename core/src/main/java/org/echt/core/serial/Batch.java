package org.echt.core.serial;

import java.time.Instant;
import java.time.LocalDate;
import org.echt.core.audit.AuditEntry;
import org.echt.core.gs1.Gtin;

/**
 * One issuance of consecutive item numbers: all that is ever stored of a million codes. Immutable once stored.
 *
 * @param number 0 to 2^24-1; the batch's items are {@code number * 2^38 + 0 .. count-1}
 * @param order the caller's name for this issuance; the same order is never issued twice
 * @param lot the manufacturer's production lot, AI (10)
 * @param maker who prints and applies the codes
 * @param count codes issued, at least 1
 * @param slot slot symbol, the first symbol of every code of the batch
 * @param slotVersion version of the key inside the slot
 * @param wordList version and hash of the word list the codes avoid; empty where none was used
 * @param producedOn day of production of the lot
 * @param issuedAt when the batch was committed
 */
public record Batch(
        int number,
        String order,
        Gtin gtin,
        String lot,
        String maker,
        long count,
        CodeLength length,
        char slot,
        int slotVersion,
        String wordList,
        LocalDate producedOn,
        Instant issuedAt) {
    public Batch {
        if (number < 0 || number > length.maxBatch()) {
            throw new IllegalArgumentException("batch number " + number + " does not fit codes of " + length.symbols
                    + " symbols (0 to " + length.maxBatch() + ")");
        }
        if (count < 1 || count > length.maxCount()) {
            throw new IllegalArgumentException("batch count " + count + " is not between 1 and " + length.maxCount()
                    + ", the most one batch of " + length.symbols + "-symbol codes can hold");
        }
        if (lot.isEmpty() || lot.length() > 20) {
            throw new IllegalArgumentException("lot \"" + lot + "\" must have 1 to 20 characters (AI 10)");
        }
    }

    /** What the audit log says of its being issued: how many codes, and none of them. */
    public AuditEntry audit(String by) {
        var issued = "order " + order + ", GTIN " + gtin + ", lot " + lot + ", codes " + count + " of " + length.symbols
                + " symbols under slot " + slot + "/" + slotVersion + ", made " + producedOn + " by " + maker;
        return new AuditEntry(issuedAt, by, "batch.issued", "batch " + number, "", issued, "");
    }

    public long firstItem() {
        return ItemNumber.of(number, 0);
    }

    public long lastItem() {
        return ItemNumber.of(number, count - 1);
    }

    public ItemRange items() {
        return new ItemRange(firstItem(), lastItem());
    }
}
