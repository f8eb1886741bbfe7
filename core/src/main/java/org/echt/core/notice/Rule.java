package org.echt.core.notice;

/** The rules a notice is read by before it goes out. */
public enum Rule {
    R1("official headline"),
    R2("pictures, with words for who cannot see them"),
    R3("brand, name and identifiers as text"),
    R4("when, where and by whom it was sold"),
    R5("hazard, and nothing that lowers the sense of risk"),
    R6("reported incidents"),
    R7("stop using it"),
    R8("remedies, free of charge"),
    R9("free contact in the language of the notice"),
    R10("languages of the countries concerned"),
    R11("invitation to pass it on"),
    R12("no advertising, no tracking"),
    R13("number, version, address to check, QR code"),
    R14("two persons; corrections as new versions");

    private final String title;

    Rule(String title) {
        this.title = title;
    }

    /** What it is about, for people. */
    public String title() {
        return title;
    }

    /** A finding the notice must not go out with. */
    Finding blocks(String place, String what, String why, String mend) {
        return new Finding(this, true, place, what, why, mend);
    }

    /** A finding somebody should look at. */
    Finding notes(String place, String what, String why, String mend) {
        return new Finding(this, false, place, what, why, mend);
    }
}
