package org.echt.core.notice;

import java.util.List;
import java.util.Set;

/** Reads a notice as the law does. Stateless, thread-safe. */
public final class Linter {
    private Linter() {}

    /**
     * Everything wrong with {@code notice}.
     *
     * @param laws whose rules apply
     * @param countries ISO 3166 codes of the countries with affected units; empty where they are not known
     */
    public static List<Finding> lint(Notice notice, Set<Jurisdiction> laws, Set<String> countries) {
        return List.of();
    }
}
