package org.echt.core.notice;

/** Whose rules a text follows. The two conflict (reported incidents), so they are two texts, never one. */
public enum Jurisdiction {
    /** Regulation (EU) 2023/988, Articles 35 to 37. */
    EU,
    /** 16 CFR 1115.27. */
    US
}
