package org.echt.core.receipt;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.echt.core.canonical.Value;
import org.echt.core.verify.Verdict;

/**
 * What a receipt attests: that this was answered, then, in these words, about this code.
 *
 * @param check reference of the check; empty where it could not be recorded
 * @param at when the check was made, in whole milliseconds, from 1970 to 9999
 * @param dataVersion version of the catalogue
 */
public record Statement(String check, Instant at, long dataVersion, Told answer, TextMark text, CodeCommitment code) {
    private static final Pattern CHECK = Pattern.compile("(CHK-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})?");
    private static final Instant END = Instant.parse("9999-12-31T23:59:59.999Z");

    public Statement {
        if (!CHECK.matcher(check).matches()) {
            throw new IllegalArgumentException("check is not a reference like CHK-8F3K-22QX");
        }
        if (!at.equals(at.truncatedTo(ChronoUnit.MILLIS)) || at.isBefore(Instant.EPOCH) || at.isAfter(END)) {
            throw new IllegalArgumentException("at is not in whole milliseconds from 1970 to 9999");
        }
        if (dataVersion < 0 || dataVersion > Value.MAX_WHOLE) {
            throw new IllegalArgumentException("dataVersion " + dataVersion + " is not from 0 to 2^53 - 1");
        }
    }

    /** What is attested of an answer that was given. */
    public static Statement of(Verdict verdict, TextMark text, CodeCommitment code) {
        var stamp = verdict.stamp();
        return new Statement(
                stamp.reference(),
                stamp.at().truncatedTo(ChronoUnit.MILLIS),
                stamp.dataVersion(),
                Told.of(verdict),
                text,
                code);
    }
}
