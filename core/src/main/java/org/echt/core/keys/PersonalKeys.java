package org.echt.core.keys;

/**
 * The keys of the store of personal data.
 *
 * @param wrap wraps the key of each person (spec/personal-data.md)
 * @param lookup finds a person by an address
 * @param links signs the links that are sent by mail (spec/links.md)
 */
public record PersonalKeys(SealKey wrap, MacKey lookup, MacKey links) {}
