package org.echt.core.notice;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What reading a notice by the rules came to.
 *
 * @param findings in the order of rules, then places
 * @param unchecked rules that could not be read here, or only in part, and why
 */
public record Review(List<Finding> findings, SortedMap<Rule, String> unchecked) {
    public Review {
        findings = List.copyOf(findings);
        unchecked = Collections.unmodifiableSortedMap(new TreeMap<>(unchecked));
    }

    /** Rules that were read to the full. */
    public Set<Rule> checked() {
        var checked = EnumSet.allOf(Rule.class);
        checked.removeAll(unchecked.keySet());
        return checked;
    }

    /** Whether it may not go out as it is. */
    public boolean blocks() {
        return findings.stream().anyMatch(Finding::blocks);
    }
}
