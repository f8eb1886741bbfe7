package org.echt.bench;

/**
 * A question at its time.
 *
 * @param question what is asked
 * @param due when somebody wanted to ask it, {@link System#nanoTime}: the answer counts from there, whether or not there
 *     was a connection free
 */
record Asked(Question question, long due) {}
