package org.echt.core.gs1;

/**
 * One application identifier with its value, as it stood in a barcode or link.
 *
 * @param ai the identifier's digits, for example {@code 01}
 * @param value never empty; percent-encoding undone
 */
public record Element(String ai, String value) {}
