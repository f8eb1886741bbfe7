package org.echt.app.answer;

import org.echt.core.serial.Mistake;
import org.echt.core.serial.SerialCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What is wrong with a mistyped code, as fields of an object that is open. Positions count from 1. */
final class MistakeJson {
    private MistakeJson() {}

    static void write(JsonGenerator json, Mistake mistake) {
        switch (mistake) {
            case Mistake.WrongSymbol wrong -> {
                json.writeStringProperty("kind", "WRONG_SYMBOL");
                json.writeNumberProperty("position", wrong.position());
                suggestion(json, wrong.suggestion());
            }
            case Mistake.Swapped swapped -> {
                json.writeStringProperty("kind", "SWAPPED");
                json.writeNumberProperty("position", swapped.first());
                json.writeNumberProperty("other", swapped.second());
                suggestion(json, swapped.suggestion());
            }
            case Mistake.Erased erased -> {
                json.writeStringProperty("kind", "ERASED");
                suggestion(json, erased.suggestion());
            }
            case Mistake.Length length -> {
                json.writeStringProperty("kind", "LENGTH");
                json.writeNumberProperty("found", length.found());
            }
            case Mistake.BadSymbol bad -> {
                json.writeStringProperty("kind", "BAD_SYMBOL");
                json.writeNumberProperty("position", bad.position());
                json.writeStringProperty("found", bad.shown());
            }
            case Mistake.Several _ -> json.writeStringProperty("kind", "SEVERAL");
        }
    }

    private static void suggestion(JsonGenerator json, @Nullable SerialCode suggestion) {
        if (suggestion != null) {
            json.writeStringProperty("suggestion", suggestion.text());
        }
    }
}
