package org.echt.core.asbuilt;

/**
 * A row that was not taken.
 *
 * @param line line of the file, from 1
 * @param column column name, or empty when the whole row is meant
 * @param cause why
 * @param detail the value and the way out, for the person who mends the file; never a whole valid code
 */
public record RejectedLine(long line, String column, Cause cause, String detail) {
    /** Why a row is not taken. */
    public enum Cause {
        MALFORMED_ROW,
        BAD_ENCODING,
        MISSING_VALUE,
        MISTYPED_CODE,
        UNKNOWN_PART,
        SPREADSHEET_DAMAGE,
        BAD_DATE,
        BAD_PERIOD,
        PART_IN_TWO_PARENTS,
        INSIDE_ITSELF,
        TOO_DEEP
    }
}
