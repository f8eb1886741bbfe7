package org.echt.core.serial;

import java.nio.charset.StandardCharsets;

/**
 * A well-formed serial code: canonical spelling, possible length, right check symbols. Says nothing about whether it was
 * ever issued; only {@link Authenticator} tells that.
 *
 * <p>{@link #toString} masks the code, because a code in a log is a code that can be copied; {@link #text} and
 * {@link #printed} give it.
 *
 * @param text 16, 18 or 20 symbols, upper case, without separators
 */
public record SerialCode(String text) {
    public SerialCode {
        CodeLength length = CodeLength.ofSymbols(text.length());
        if (length == null) {
            throw new IllegalArgumentException("serial code has " + text.length() + " symbols instead of 16, 18 or 20");
        }
        for (int i = 0; i < text.length(); i++) {
            if (!Alphabet.isSymbol(text.charAt(i))) {
                throw new IllegalArgumentException("symbol " + (i + 1) + " of a serial code is '" + text.charAt(i)
                        + "', which is not canonical. Maybe CodeReader.read?");
            }
        }
        if (!CodeFormat.of(length).checksHold(ascii(text))) {
            throw new IllegalArgumentException("check symbols of a serial code do not hold. Maybe CodeReader.read?");
        }
    }

    /** Slot symbol: names the key. */
    public char slot() {
        return text.charAt(0);
    }

    public CodeLength length() {
        return switch (text.length()) {
            case 16 -> CodeLength.L16;
            case 18 -> CodeLength.L18;
            default -> CodeLength.L20;
        };
    }

    /** As it stands on the product: 4-4-4-4, 6-6-6 or 5-5-5-5. */
    public String printed() {
        int group = switch (length()) {
            case L16 -> 4;
            case L18 -> 6;
            case L20 -> 5;
        };
        var out = new StringBuilder(text.length() + 3);
        for (int at = 0; at < text.length(); at += group) {
            out.append(at == 0 ? "" : "-").append(text, at, at + group);
        }
        return out.toString();
    }

    /** Slot symbol and last two symbols, enough to recognise and too little to copy: {@code 7…YC}. */
    public String masked() {
        return slot() + "…" + text.substring(text.length() - 2);
    }

    /** Same as {@link #masked}. */
    @Override
    public String toString() {
        return masked();
    }

    byte[] ascii() {
        return ascii(text);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The code at {@code pos}, known to be canonical. */
    static SerialCode of(byte[] ascii, int pos, CodeLength length) {
        return new SerialCode(new String(ascii, pos, length.symbols, StandardCharsets.US_ASCII));
    }
}
