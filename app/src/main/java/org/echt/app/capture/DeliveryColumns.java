package org.echt.app.capture;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;

/**
 * Which column of a file of deliveries is which, in English and German. No complaint about it repeats what stands in the
 * file: a file without headings begins with somebody's address.
 *
 * @param separator what stands between the fields
 * @param count how many columns the file has
 * @param places column of the file for each that was found
 */
record DeliveryColumns(char separator, int count, Map<Column, Integer> places) {
    private static final String SEPARATORS = ",;\t|";

    /** The columns that are understood. */
    enum Column {
        CODE("code serialcode serial serialnumber seriennummer link"),
        ITEM("item itemnumber"),
        ADDRESS("address contact kontakt"),
        EMAIL("email mail mailaddress emailaddress emailadresse"),
        PHONE("phone telephone mobile telefon telefonnummer mobil handy"),
        LANGUAGE("language lang sprache"),
        COUNTRY("country land");

        private final String synonyms;

        Column(String synonyms) {
            this.synonyms = synonyms;
        }

        /** The name we give it. */
        String title() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads the heading line with whichever separator makes most of it.
     *
     * @throws RefusedException (BAD_REQUEST) when a column is missing or stands twice
     */
    static DeliveryColumns of(String line) {
        var best = of(line, SEPARATORS.charAt(0));
        for (char separator : SEPARATORS.substring(1).toCharArray()) {
            var other = of(line, separator);
            best = other.places.size() > best.places.size() ? other : best;
        }
        return best.checked(line);
    }

    private static DeliveryColumns of(String line, char separator) {
        var headings = Columns.split(line, separator).stream()
                .map(heading -> Columns.plain(heading.strip()))
                .toList();
        boolean longer = headings.size() > 1 && headings.getLast().isEmpty();
        var places = new EnumMap<Column, Integer>(Column.class);
        for (var column : Column.values()) {
            Arrays.stream(column.synonyms.split(" "))
                    .map(headings::indexOf)
                    .filter(place -> place >= 0)
                    .findFirst()
                    .ifPresent(place -> places.put(column, place));
        }
        return new DeliveryColumns(separator, headings.size() - (longer ? 1 : 0), places);
    }

    private DeliveryColumns checked(String line) {
        boolean item = has(Column.CODE) || has(Column.ITEM);
        boolean address = has(Column.ADDRESS) || has(Column.EMAIL) || has(Column.PHONE);
        if (!item || !address) {
            throw new RefusedException(
                    Fault.BAD_REQUEST,
                    "the first line must name the columns: code (or item), address (or email, phone), and if wanted"
                            + " language and country. Missing: "
                            + (item ? "address" : address ? "code" : "code, address"));
        }
        List<String> named = Columns.split(line, separator).stream()
                .map(heading -> Columns.plain(heading.strip()))
                .filter(heading -> !heading.isEmpty())
                .toList();
        if (new HashSet<>(named).size() < named.size()) {
            throw new RefusedException(Fault.BAD_REQUEST, "a column stands twice in the first line");
        }
        return this;
    }

    boolean has(Column column) {
        return places.containsKey(column);
    }

    /** The column of the file, or -1. */
    int place(Column column) {
        return places.getOrDefault(column, -1);
    }
}
