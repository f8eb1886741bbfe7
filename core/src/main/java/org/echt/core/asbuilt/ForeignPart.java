package org.echt.core.asbuilt;

/**
 * A part of another maker and the item number the dictionary gave it.
 *
 * @param item its item number, above 2^62
 * @param key how it is known
 * @param name what its maker calls it; empty where unknown
 */
public record ForeignPart(long item, PartKey key, String name) {}
