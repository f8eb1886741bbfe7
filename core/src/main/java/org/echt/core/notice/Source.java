package org.echt.core.notice;

/** The places in law that findings name. */
final class Source {
    /** Ours, not a law's. */
    static final String HOUSE = "house rule: ";

    private Source() {}

    /** @param point for example {@code (c)} */
    static String eu36(String point) {
        return "Regulation (EU) 2023/988, Article 36(2)" + point;
    }

    static String eu37(String paragraph) {
        return "Regulation (EU) 2023/988, Article 37" + paragraph;
    }

    /** @param point for example {@code (m)} */
    static String us(String point) {
        return "16 CFR 1115.27" + point;
    }

    /** The one that goes with the law. */
    static String by(Jurisdiction law, String eu, String us) {
        return switch (law) {
            case EU -> eu;
            case US -> us;
        };
    }
}
