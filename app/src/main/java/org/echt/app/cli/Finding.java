package org.echt.app.cli;

/**
 * What looking at one thing showed.
 *
 * @param check what was looked at, in a word or two
 * @param what was found
 * @param next what helps; empty where nothing is needed
 */
public record Finding(String check, State state, String what, String next) {
    /** How it stands. */
    public enum State {
        FINE,
        /** It works, and somebody should look. */
        NOTICE,
        WRONG,
        /** It could not be looked at, because of something else. */
        SKIPPED
    }

    public static Finding fine(String check, String what) {
        return new Finding(check, State.FINE, what, "");
    }

    public static Finding notice(String check, String what, String next) {
        return new Finding(check, State.NOTICE, what, next);
    }

    public static Finding wrong(String check, String what, String next) {
        return new Finding(check, State.WRONG, what, next);
    }

    public static Finding skipped(String check, String why) {
        return new Finding(check, State.SKIPPED, why, "");
    }
}
