package org.echt.core.notice;

/** What can be done for the owner of a unit (Regulation (EU) 2023/988, Article 37; 16 CFR 1115.27(n)). */
public enum RemedyKind {
    REPAIR,
    REPLACEMENT,
    REFUND,
    /** Disposed of by the owner or at a collection point; not a remedy of its own in law. */
    DISPOSAL
}
