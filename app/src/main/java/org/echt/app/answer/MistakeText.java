package org.echt.app.answer;

import java.util.List;
import org.echt.core.serial.Mistake;
import org.echt.core.serial.SerialCode;
import org.jspecify.annotations.Nullable;

/** What is wrong with a mistyped code, for operators and programs, in English. Never the whole code. */
public final class MistakeText {
    private MistakeText() {}

    /** As the end of a sentence that begins with the code. */
    public static String of(Mistake mistake) {
        return switch (mistake) {
            case Mistake.WrongSymbol wrong ->
                "symbol " + wrong.position() + " is '" + wrong.found() + "'. Maybe '"
                        + symbol(wrong.suggestion(), wrong.position()) + "'?";
            case Mistake.Swapped swapped ->
                "symbols " + swapped.first() + " and " + swapped.second() + " do not fit. Maybe they changed places?";
            case Mistake.Erased erased -> erased(erased.positions(), erased.suggestion());
            case Mistake.Length length -> "it has " + length.found() + " symbols, not " + orList(length.nearest());
            case Mistake.BadSymbol bad -> "symbol " + bad.position() + " is '" + bad.shown() + "', which no code has";
            case Mistake.Several _ -> "more than one symbol is wrong";
        };
    }

    private static String erased(List<Integer> positions, @Nullable SerialCode suggestion) {
        if (suggestion == null) {
            return "symbols are left open and the rest does not tell them";
        }
        return "symbols are left open. Maybe "
                + String.join(
                        ", ",
                        positions.stream()
                                .map(p -> "'" + symbol(suggestion, p) + "' at " + p)
                                .toList())
                + "?";
    }

    private static char symbol(SerialCode code, int position) {
        return code.text().charAt(position - 1);
    }

    private static String orList(List<Integer> numbers) {
        return String.join(" or ", numbers.stream().map(String::valueOf).toList());
    }
}
