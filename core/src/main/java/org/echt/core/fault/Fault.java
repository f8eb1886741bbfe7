package org.echt.core.fault;

/** Every way a request can fail that the caller can do something about: code, HTTP status, exit code, whose fault. */
public enum Fault {
    BAD_REQUEST(400, 2, "Correct the request and send it again."),
    NOT_SIGNED_IN(401, 4, "Send a key or session that is valid: Authorization: Bearer SECRET."),
    NOT_FOUND(404, 1, "Check the name; the list command shows what exists."),
    NOT_ALLOWED(403, 4, "Sign in with a role that may do this."),
    WRONG_METHOD(405, 2, "Use a method that the header Allow names."),
    CONFLICT(409, 5, "Look at the present state and decide again."),
    STALE_PREVIEW(409, 5, "Make a new preview, look at it, and publish that one."),
    TOO_LARGE(413, 2, "Send less at once."),
    EXHAUSTED(422, 1, "Open a new key slot or use longer codes."),
    TOO_MANY(429, 1, "Wait as long as Retry-After says, then go on."),
    UNAVAILABLE(503, 1, "Try again in a moment; nothing was changed.");

    /** HTTP status (RFC 9110). */
    public final int status;
    /** Exit code of the command line. */
    public final int exit;
    /** What the caller can do. */
    public final String wayOut;

    Fault(int status, int exit, String wayOut) {
        this.status = status;
        this.exit = exit;
        this.wayOut = wayOut;
    }
}
