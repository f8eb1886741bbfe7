package org.echt.core.notice;

/**
 * Something wrong with a notice.
 *
 * @param rule the rule it breaks
 * @param blocks whether the notice may not go out with it
 * @param place where, for example {@code texts.EU.de.hazard}
 * @param what what is wrong, naming the words
 * @param why the reason, with its legal source
 * @param mend what to do
 */
public record Finding(Rule rule, boolean blocks, String place, String what, String why, String mend) {}
