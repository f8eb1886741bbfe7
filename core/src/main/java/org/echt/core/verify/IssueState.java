package org.echt.core.verify;

/** The first of the three answers: did we issue this code? */
public enum IssueState {
    ISSUED,
    NOT_ISSUED,
    MISTYPED,
    FOREIGN,
    UNAVAILABLE;

    public static IssueState of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Issued _ -> ISSUED;
            case Verdict.NotIssued _ -> NOT_ISSUED;
            case Verdict.Mistyped _ -> MISTYPED;
            case Verdict.Foreign _ -> FOREIGN;
            case Verdict.Unavailable _ -> UNAVAILABLE;
        };
    }
}
