package org.echt.core.serial;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Optional;
import org.echt.core.keys.MacKey;

/**
 * The code under a scratch field or inside the box, by which an owner shows to hold the item and not only a picture of
 * its outside (spec/inside-code.md). Six symbols, 30 bits: worth something only where tries are limited.
 *
 * @param symbols six symbols in canonical spelling
 */
public record InsideCode(String symbols) {
    /** Symbols of an inside code. */
    public static final int SYMBOLS = 6;

    private static final int LONGEST = 64;
    private static final String PREFIX = "E1-PIN|";

    public InsideCode {
        if (symbols.length() != SYMBOLS || !symbols.chars().allMatch(c -> Alphabet.isSymbol((char) c))) {
            throw new IllegalArgumentException("an inside code has six symbols of " + Alphabet.SYMBOLS);
        }
    }

    /** The inside code that belongs to {@code code}. */
    public static InsideCode of(SerialCode code, MacKey key) {
        int bits = ByteBuffer.wrap(key.mac((PREFIX + code.text()).getBytes(StandardCharsets.US_ASCII)))
                .getInt();
        var text = new StringBuilder(SYMBOLS);
        for (int i = 0; i < SYMBOLS; i++) {
            text.append((char) Alphabet.symbol(bits >>> (27 - 5 * i) & 31));
        }
        return new InsideCode(text.toString());
    }

    /** Reads one as people type it: with blanks and dashes, in lower case or full width, O for 0, I and L for 1. */
    public static Optional<InsideCode> read(String typed) {
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        var text = Folded.withoutSeparators(Normalizer.normalize(typed, Normalizer.Form.NFKC));
        if (text.length() != SYMBOLS || text.chars().anyMatch(c -> Alphabet.value(c) < 0)) {
            return Optional.empty();
        }
        var read = new StringBuilder(SYMBOLS);
        text.chars().forEach(c -> read.append((char) Alphabet.symbol(Alphabet.value(c))));
        return Optional.of(new InsideCode(read.toString()));
    }

    /** Takes the same time wherever they differ. */
    public boolean matches(InsideCode other) {
        return MessageDigest.isEqual(
                symbols.getBytes(StandardCharsets.US_ASCII), other.symbols.getBytes(StandardCharsets.US_ASCII));
    }

    /** Masked. */
    @Override
    public String toString() {
        return "InsideCode";
    }
}
