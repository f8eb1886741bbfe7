package org.echt.app.link;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Edits the raw query of an address. */
final class Query {
    private Query() {}

    /** {@code raw} without the parameter {@code name}, each of the others followed by {@code &}. */
    static String without(String name, String raw) {
        return Arrays.stream(raw.split("&"))
                .filter(pair -> !pair.isEmpty() && !pair.equals(name) && !pair.startsWith(name + "="))
                .map(pair -> pair + "&")
                .collect(Collectors.joining());
    }
}
