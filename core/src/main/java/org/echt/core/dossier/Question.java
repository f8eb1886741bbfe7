package org.echt.core.dossier;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.echt.core.serial.Claims;
import org.echt.core.serial.SerialCode;

/**
 * What a dossier is to be about. Immutable.
 *
 * @param code the code, issued or not
 * @param claims product and lot as they are claimed, or as they stand where the code was seen
 * @param asOf the moment it speaks of, to the microsecond
 * @param language BCP 47 tag of its pages
 * @param reference how the case is called, for example a court's file number; names nobody; may be empty
 * @param receipts receipts somebody shows, as they are, to be carried along
 */
public record Question(
        SerialCode code, Claims claims, Instant asOf, String language, String reference, List<String> receipts) {
    /** The most receipts one dossier carries. */
    public static final int MAX_RECEIPTS = 20;

    public Question {
        asOf = asOf.truncatedTo(ChronoUnit.MICROS);
        receipts = List.copyOf(receipts);
        if (receipts.size() > MAX_RECEIPTS) {
            throw new IllegalArgumentException(
                    receipts.size() + " receipts are too many; one dossier carries " + MAX_RECEIPTS);
        }
    }
}
