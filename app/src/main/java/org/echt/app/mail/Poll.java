package org.echt.app.mail;

/** How one look into the mailbox ended. What was found was handed over in either case. */
public sealed interface Poll {
    Count count();

    /**
     * Everything that was in the folder when the look began has been handed over. A copy that was in it by then is known
     * now: to this handler, or to the one of another node that was quicker and had it handed over before it was deleted.
     */
    record Complete(Count count) implements Poll {}

    /**
     * It ended early, so nothing can be concluded from what was not found.
     *
     * @param cause without any address
     */
    record Broken(String cause, Count count) implements Poll {}

    /** How many were handed over. */
    record Count(int copies, int reports, int others) {
        Count plus(Count more) {
            return new Count(copies + more.copies, reports + more.reports, others + more.others);
        }
    }
}
