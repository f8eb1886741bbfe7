package org.echt.core.serial;

import java.util.ArrayList;
import java.util.List;
import org.echt.core.serial.Reading.Foreign;
import org.echt.core.serial.Reading.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A text after folding: separators gone, every character the value of the symbol it stands for. Used once, by one
 * thread.
 */
final class Folded {
    static final int MAX_CODE = 20;

    private static final int MIN_SYMBOLS = 12;
    private static final int MAX_SYMBOLS = 24;
    private static final int MAX_BAD = 3;
    private static final byte ERASED = 32;
    private static final byte BAD = 33;

    private final String symbols;
    private final byte[] values;

    private Folded(String symbols, byte[] values) {
        this.symbols = symbols;
        this.values = values;
    }

    static Folded of(String text) {
        String symbols = withoutSeparators(text);
        byte[] values = new byte[Math.min(symbols.length(), MAX_SYMBOLS + 1)];
        for (int i = 0; i < values.length; i++) {
            char c = symbols.charAt(i);
            int value = Alphabet.value(c);
            values[i] = value >= 0 ? (byte) value : c == '?' ? ERASED : BAD;
        }
        return new Folded(symbols, values);
    }

    static String withoutSeparators(String text) {
        var kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isBlank(c) && !isDash(c)) {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Dash punctuation, and what looks like it: minus, hyphen bullet, the long vowel mark of Japanese keyboards. */
    private static boolean isDash(char c) {
        return Character.getType(c) == Character.DASH_PUNCTUATION || c == '\u2212' || c == '\u2043' || c == '\u30fc';
    }

    /** The code, when the text is one without any mistake. */
    @Nullable
    SerialCode code() {
        CodeLength length = CodeLength.ofSymbols(values.length);
        if (length == null || count(BAD) + count(ERASED) > 0 || isNumeric() || !Checks.hold(values)) {
            return null;
        }
        return toCode();
    }

    Reading reading(Claims claims) {
        SerialCode code = code();
        if (code != null) {
            return new Reading.Read(code, claims);
        }
        Foreign foreign = foreign(claims);
        return foreign != null ? foreign : new Reading.Mistyped(mistake(), claims);
    }

    private @Nullable Foreign foreign(Claims claims) {
        if (values.length > 0 && values.length == symbols.length() && isNumeric()) {
            return new Foreign(Kind.NUMERIC, "only digits", claims);
        }
        if (values.length < MIN_SYMBOLS || values.length > MAX_SYMBOLS) {
            return new Foreign(Kind.OTHER_LENGTH, symbols.length() + " symbols", claims);
        }
        if (count(BAD) > MAX_BAD) {
            return new Foreign(Kind.TEXT, count(BAD) + " characters that no code has", claims);
        }
        return null;
    }

    private Mistake mistake() {
        if (CodeLength.ofSymbols(values.length) == null) {
            return new Mistake.Length(values.length, nearest());
        }
        int bad = place(BAD, 0);
        if (bad >= 0) {
            return new Mistake.BadSymbol(bad + 1, shown(bad));
        }
        return count(ERASED) > 0 ? erased() : repaired();
    }

    private List<Integer> nearest() {
        if (values.length < 16) {
            return List.of(16);
        }
        return values.length > MAX_CODE ? List.of(MAX_CODE) : List.of(values.length - 1, values.length + 1);
    }

    /** The character at {@code place}, whole also where Java needs two units for it. */
    private String shown(int place) {
        int from = Character.isLowSurrogate(symbols.charAt(place)) && place > 0 ? place - 1 : place;
        int point = symbols.codePointAt(from);
        boolean printable = Character.isDefined(point) && !Character.isISOControl(point) && !isSurrogate(point);
        return printable ? Character.toString(point) : "U+%04X".formatted(point);
    }

    private static boolean isSurrogate(int point) {
        return Character.getType(point) == Character.SURROGATE;
    }

    private Mistake erased() {
        var places = new ArrayList<Integer>();
        for (int at = place(ERASED, 0); at >= 0; at = place(ERASED, at + 1)) {
            places.add(at);
        }
        List<Integer> positions = places.stream().map(p -> p + 1).toList();
        int[] open = places.stream().mapToInt(Integer::intValue).toArray();
        return new Mistake.Erased(positions, Checks.fillErased(values, open) ? suggestion() : null);
    }

    private Mistake repaired() {
        Checks.Repair repair = Checks.repair(values);
        SerialCode suggestion = repair.found() ? suggestion() : null;
        if (suggestion == null) {
            return new Mistake.Several();
        }
        char found = (char) Alphabet.symbol(Alphabet.value(symbols.charAt(repair.first())));
        return repair.isSwap()
                ? new Mistake.Swapped(repair.first() + 1, repair.second() + 1, suggestion)
                : new Mistake.WrongSymbol(repair.first() + 1, found, suggestion);
    }

    /** A code of digits only is never written, hence never suggested. */
    private @Nullable SerialCode suggestion() {
        return isNumeric() ? null : toCode();
    }

    private SerialCode toCode() {
        var text = new StringBuilder(values.length);
        for (byte value : values) {
            text.append((char) Alphabet.symbol(value));
        }
        return new SerialCode(text.toString());
    }

    private boolean isNumeric() {
        for (byte value : values) {
            if (value > 9) {
                return false;
            }
        }
        return true;
    }

    private int count(byte kind) {
        int count = 0;
        for (byte value : values) {
            count += value == kind ? 1 : 0;
        }
        return count;
    }

    private int place(byte kind, int from) {
        for (int i = from; i < values.length; i++) {
            if (values[i] == kind) {
                return i;
            }
        }
        return -1;
    }
}
