package org.echt.app.answer;

/** How an answer looks. GREY is no verdict: it is never shown for a code we have judged. */
public enum Tone {
    OK,
    RED,
    AMBER,
    BLUE,
    GREY;

    /** Name of its style class. */
    public String style() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
