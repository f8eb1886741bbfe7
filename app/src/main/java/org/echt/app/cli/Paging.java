package org.echt.app.cli;

/** How much of a list is told at once. */
final class Paging {
    private Paging() {}

    /** The value of {@code --limit}, if it is one that can be answered. */
    static int limit(int given) {
        if (given < 1 || given > 100_000) {
            throw Complaint.usage("--limit " + given + " is not between 1 and 100000", "Try 50.");
        }
        return given;
    }
}
