package org.echt.app.cli;

/** Exit codes. */
final class Exit {
    static final int FINE = 0;
    static final int FAILURE = 1;
    static final int USAGE = 2;
    /** The check says what {@code --fail-on} asked for. */
    static final int CHECK = 3;

    static final int SIGN_IN = 4;
    /** Somebody else was first, or the preview is stale. */
    static final int CONFLICT = 5;
    /** Some of it was done: rejected rows, or stopped and resumable. */
    static final int PARTIAL = 6;

    private Exit() {}
}
