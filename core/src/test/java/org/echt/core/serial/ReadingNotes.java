package org.echt.core.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A reading in the words of the vectors. */
final class ReadingNotes {
    private ReadingNotes() {}

    /** Every field that the vector states must be what the reading says; claims that it does not state must be absent. */
    static void check(JsonNode vector, String outcome, Reading reading, String why) {
        Map<String, String> said = say(reading);
        assertEquals(outcome, said.get("outcome"), why);
        for (String name : said.keySet()) {
            boolean claim = name.equals("gtin") || name.equals("lot");
            if (!name.equals("outcome") && (claim || vector.has(name))) {
                assertEquals(stated(vector.get(name)), said.get(name), why + ": " + name);
            }
        }
        for (String name : vector.propertyNames()) {
            if (!java.util.Set.of("input", "mistake", "outcome", "why").contains(name)) {
                assertEquals(stated(vector.get(name)), said.get(name), why + ": " + name);
            }
        }
    }

    private static @Nullable String stated(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        return node.isArray() ? node.toString().replace(",", ", ") : node.asString();
    }

    private static Map<String, String> say(Reading reading) {
        var said = new TreeMap<String, String>();
        switch (reading) {
            case Reading.Read(SerialCode code, Claims claims) -> {
                said.put("outcome", "READ");
                said.put("code", code.text());
                claims(said, claims);
            }
            case Reading.Mistyped(Mistake mistake, Claims claims) -> {
                mistake(said, mistake);
                claims(said, claims);
            }
            case Reading.Foreign(Reading.Kind kind, String _, Claims claims) -> {
                said.put("outcome", "FOREIGN");
                said.put("kind", kind.name());
                claims(said, claims);
            }
            case Reading.Empty() -> said.put("outcome", "EMPTY");
        }
        return said;
    }

    private static void claims(Map<String, String> said, Claims claims) {
        if (claims.gtin() != null) {
            said.put("gtin", claims.gtin().digits());
        }
        if (claims.lot() != null) {
            said.put("lot", claims.lot());
        }
    }

    private static void mistake(Map<String, String> said, Mistake mistake) {
        String name = mistake.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_");
        said.put("outcome", name.toUpperCase(Locale.ROOT));
        switch (mistake) {
            case Mistake.WrongSymbol(int position, char found, SerialCode suggestion) -> {
                said.put("position", "" + position);
                said.put("found", "" + found);
                said.put("suggestion", suggestion.text());
            }
            case Mistake.Swapped(int first, int second, SerialCode suggestion) -> {
                said.put("first", "" + first);
                said.put("second", "" + second);
                said.put("suggestion", suggestion.text());
            }
            case Mistake.Erased(var positions, SerialCode suggestion) -> {
                said.put("positions", positions.toString());
                if (suggestion != null) {
                    said.put("suggestion", suggestion.text());
                }
            }
            case Mistake.Length(int found, var nearest) -> {
                said.put("found", "" + found);
                said.put("nearest", nearest.toString());
            }
            case Mistake.BadSymbol(int position, String shown) -> {
                said.put("position", "" + position);
                said.put("shown", shown);
            }
            case Mistake.Several() -> {}
        }
    }
}
