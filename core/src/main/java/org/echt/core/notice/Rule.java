package org.echt.core.notice;

/** The rules a notice is read by before it goes out. */
public enum Rule {
    R1,
    R2,
    R3,
    R4,
    R5,
    R6,
    R7,
    R8,
    R9,
    R10,
    R11,
    R12,
    R13,
    R14
}
