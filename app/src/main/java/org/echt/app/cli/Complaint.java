package org.echt.app.cli;

/** Why a command stops: what and why for people, what to do next, and the exit code. */
final class Complaint extends RuntimeException {
    private final int exit;
    private final String next;

    /**
     * @param what what is wrong and why
     * @param next the command or step that helps; empty for none
     */
    Complaint(int exit, String what, String next) {
        super(what);
        this.exit = exit;
        this.next = next;
    }

    static Complaint usage(String what, String next) {
        return new Complaint(Exit.USAGE, what, next);
    }

    static Complaint conflict(String what, String next) {
        return new Complaint(Exit.CONFLICT, what, next);
    }

    static Complaint signIn(String what, String next) {
        return new Complaint(Exit.SIGN_IN, what, next);
    }

    static Complaint failure(String what, String next) {
        return new Complaint(Exit.FAILURE, what, next);
    }

    int exit() {
        return exit;
    }

    String next() {
        return next;
    }
}
