package org.echt.core.access;

/**
 * Who does a step, and why.
 *
 * @param by who
 * @param why for the audit; may be empty
 */
public record Act(Actor by, String why) {
    /** Its actor's name. */
    public String name() {
        return by.name();
    }
}
