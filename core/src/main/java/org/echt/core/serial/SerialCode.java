package org.echt.core.serial;

/** Sketch. */
public record SerialCode(String text) {
    public char slot() {
        return text.charAt(0);
    }

    public String printed() {
        return text;
    }

    public String masked() {
        return text.charAt(0) + "…" + text.substring(text.length() - 2);
    }

    @Override
    public String toString() {
        return masked();
    }
}
