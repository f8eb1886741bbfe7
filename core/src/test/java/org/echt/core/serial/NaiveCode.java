package org.echt.core.serial;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Format E1 a second time, as simple as can be: FF1 from the standard, checks by polynomial division. */
final class NaiveCode {
    static final String SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int[] GENERATOR = {1, 14, 29, 10};

    private NaiveCode() {}

    static String code(byte[] key, char slot, CodeLength length, long batch, long index, int salt) {
        BigInteger plain = BigInteger.valueOf(batch)
                .shiftLeft(length.indexBits + 3)
                .or(BigInteger.valueOf(index).shiftLeft(3))
                .or(BigInteger.valueOf(salt));
        int[] body = ff1(key, slot).encrypt(numerals(plain, length.bodySymbols));
        var code = new StringBuilder().append(slot);
        for (int value : body) {
            code.append(SYMBOLS.charAt(value));
        }
        return code + checks(code.toString());
    }

    static NaiveFf1 ff1(byte[] key, char slot) {
        return new NaiveFf1(key, 32, String.valueOf(slot).getBytes(StandardCharsets.US_ASCII));
    }

    static String checks(String text) {
        int[] rest = new int[text.length() + 3];
        for (int i = 0; i < text.length(); i++) {
            rest[i] = SYMBOLS.indexOf(text.charAt(i));
        }
        for (int i = 0; i < text.length(); i++) {
            int factor = rest[i];
            for (int k = 0; k < 4; k++) {
                rest[i + k] ^= times(factor, GENERATOR[k]);
            }
        }
        var checks = new StringBuilder();
        for (int i = text.length(); i < rest.length; i++) {
            checks.append(SYMBOLS.charAt(rest[i]));
        }
        return checks.toString();
    }

    static boolean isWellFormed(String code) {
        int body = code.length() - 3;
        return checks(code.substring(0, body)).equals(code.substring(body));
    }

    /** Words may begin anywhere; every symbol stands for itself and the letters it resembles. */
    static boolean spells(String code, Iterable<String> words) {
        for (String word : words) {
            for (int at = 0; at + word.length() <= code.length(); at++) {
                if (matches(code, at, word)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean matches(String code, int at, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (lookAlikes(code.charAt(at + i)).indexOf(word.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static String lookAlikes(char symbol) {
        return switch (symbol) {
            case '0' -> "0O";
            case '1' -> "1IL";
            case '2' -> "2Z";
            case '3' -> "3E";
            case '4' -> "4A";
            case '5' -> "5S";
            case '6' -> "6G";
            case '7' -> "7T";
            case '8' -> "8B";
            case 'V' -> "VU";
            default -> String.valueOf(symbol);
        };
    }

    private static int[] numerals(BigInteger number, int n) {
        int[] numerals = new int[n];
        for (int i = 0; i < n; i++) {
            numerals[i] = number.shiftRight(5 * (n - 1 - i)).intValue() & 31;
        }
        return numerals;
    }

    /** Multiplication by shifting and adding, reduced by x^5 + x^2 + 1 at the end. */
    private static int times(int a, int b) {
        int product = 0;
        for (int bit = 0; bit < 5; bit++) {
            product ^= (b >> bit & 1) == 1 ? a << bit : 0;
        }
        for (int bit = 9; bit >= 5; bit--) {
            product ^= (product >> bit & 1) == 1 ? 0x25 << (bit - 5) : 0;
        }
        return product;
    }

    /** All well-formed texts that are one wrong symbol or one swap away from {@code text}. */
    static List<String> neighbours(String text) {
        var found = new ArrayList<String>();
        for (int p = 0; p < text.length(); p++) {
            for (int value = 0; value < 32; value++) {
                char c = SYMBOLS.charAt(value);
                String changed = text.substring(0, p) + c + text.substring(p + 1);
                if (c != text.charAt(p) && isWellFormed(changed)) {
                    found.add(changed);
                }
            }
            for (int q = p + 1; q < text.length(); q++) {
                String swapped = swap(text, p, q);
                if (!swapped.equals(text) && isWellFormed(swapped)) {
                    found.add(swapped);
                }
            }
        }
        return found;
    }

    static String swap(String text, int p, int q) {
        var out = new StringBuilder(text);
        out.setCharAt(p, text.charAt(q));
        out.setCharAt(q, text.charAt(p));
        return out.toString();
    }
}
