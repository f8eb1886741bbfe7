package org.echt.core.evidence;

/**
 * One thing a dossier claims, and whether it holds.
 *
 * @param claim in a few words
 * @param holds whether it was verified
 * @param detail what was seen; what is wrong and where
 */
public record Claim(String claim, Holds holds, String detail) {
    /** Whether a claim was verified. */
    public enum Holds {
        PASS,
        FAIL,
        /** This copy leaves it out, or says nothing of it. */
        NOT_SHOWN
    }

    static Claim pass(String claim, String detail) {
        return new Claim(claim, Holds.PASS, detail);
    }

    static Claim fail(String claim, String detail) {
        return new Claim(claim, Holds.FAIL, detail);
    }
}
