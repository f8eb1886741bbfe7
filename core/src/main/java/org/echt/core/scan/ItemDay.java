package org.echt.core.scan;

import java.time.LocalDate;

/**
 * How many people looked at an item on one day from one country.
 *
 * @param item its number
 * @param day in UTC
 * @param place country, empty where unknown
 * @param people at least 1
 */
public record ItemDay(long item, LocalDate day, String place, int people) {}
