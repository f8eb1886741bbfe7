package org.echt.core.canonical;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.TreeMap;

/** Reads one value in its canonical spelling and nothing else. */
final class Reader {
    /** Digits of 2^53 - 1. */
    private static final int MAX_DIGITS = 16;

    private final String text;
    private int at;

    Reader(String text) {
        this.text = text;
    }

    Value read() throws NotCanonicalException {
        var value = value(0);
        if (at < text.length()) {
            throw refused("nothing may follow the value");
        }
        return value;
    }

    private Value value(int depth) throws NotCanonicalException {
        return switch (peek()) {
            case '{' -> members(depth + 1);
            case '[' -> array(depth + 1);
            case '"' -> new Value.Text(string());
            case 't' -> word("true", new Value.Bool(true));
            case 'f' -> word("false", new Value.Bool(false));
            case 'n' -> word("null", new Value.Null());
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> whole();
            case ' ', '\t', '\n', '\r' -> throw refused("white space has no place in canonical JSON");
            default -> throw refused("no value begins like this");
        };
    }

    private Value members(int depth) throws NotCanonicalException {
        enter(depth);
        var members = new TreeMap<String, Value>();
        while (peek() != '}') {
            separate(members.isEmpty());
            int start = at;
            String name = name();
            if (!members.isEmpty() && name.compareTo(members.lastKey()) <= 0) {
                at = start;
                throw refused(
                        members.containsKey(name)
                                ? "this name stands in the object already"
                                : "names are not in order of their UTF-16 code units");
            }
            take(':');
            members.put(name, value(depth));
        }
        at++;
        return new Value.Members(members);
    }

    private String name() throws NotCanonicalException {
        if (peek() != '"') {
            throw refused("a name in quotation marks is needed here");
        }
        return string();
    }

    private Value array(int depth) throws NotCanonicalException {
        enter(depth);
        var items = new ArrayList<Value>();
        while (peek() != ']') {
            separate(items.isEmpty());
            items.add(value(depth));
        }
        at++;
        return new Value.Array(items);
    }

    private void enter(int depth) throws NotCanonicalException {
        if (depth > CanonicalJson.MAX_DEPTH) {
            throw refused("nested deeper than " + CanonicalJson.MAX_DEPTH);
        }
        at++;
    }

    private void separate(boolean first) throws NotCanonicalException {
        if (!first) {
            take(',');
        }
    }

    private Value word(String word, Value value) throws NotCanonicalException {
        if (!text.startsWith(word, at)) {
            throw refused("no value begins like this");
        }
        at += word.length();
        return value;
    }

    private Value whole() throws NotCanonicalException {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        int first = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        refuseFraction();
        int digits = at - first;
        String number = text.substring(start, at);
        at = start;
        if (digits == 0 || number.equals("-0") || (digits > 1 && text.charAt(first) == '0')) {
            throw refused("a whole number has no leading zero, no -0 and at least one digit");
        }
        if (digits > MAX_DIGITS || Math.abs(Long.parseLong(number)) > Value.MAX_WHOLE) {
            throw refused("the number is beyond 2^53 - 1");
        }
        at = first + digits;
        return new Value.Whole(Long.parseLong(number));
    }

    private void refuseFraction() throws NotCanonicalException {
        if (at < text.length() && ".eE".indexOf(text.charAt(at)) >= 0) {
            throw refused("numbers are whole here: no fraction, no exponent");
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private String string() throws NotCanonicalException {
        at++;
        var out = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(at);
            if (c < 0x20) {
                throw refused("a control character is escaped in a text");
            }
            if (c == '\\') {
                out.append(escape());
            } else {
                out.append(c);
                at++;
            }
        }
        at++;
        return out.toString();
    }

    private char escape() throws NotCanonicalException {
        char kind = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        int which = "\"\\btnfr".indexOf(kind);
        if (which >= 0) {
            at += 2;
            return "\"\\\b\t\n\f\r".charAt(which);
        }
        if (kind == 'u') {
            return control();
        }
        throw refused("this escape has no place in canonical JSON");
    }

    /** The long escape is left to control characters that have no short one. */
    private char control() throws NotCanonicalException {
        if (at + 6 <= text.length() && text.startsWith("\\u00", at)) {
            int high = "01".indexOf(text.charAt(at + 4));
            int low = "0123456789abcdef".indexOf(text.charAt(at + 5));
            char c = (char) (high * 16 + low);
            if (high >= 0 && low >= 0 && "\b\t\n\f\r".indexOf(c) < 0) {
                at += 6;
                return c;
            }
        }
        throw refused("this character is not escaped like this in canonical JSON");
    }

    private void take(char wanted) throws NotCanonicalException {
        if (peek() != wanted) {
            throw refused("'" + wanted + "' is needed here");
        }
        at++;
    }

    private char peek() throws NotCanonicalException {
        if (at >= text.length()) {
            throw refused("the text ends too early");
        }
        return text.charAt(at);
    }

    private NotCanonicalException refused(String cause) {
        return new NotCanonicalException(
                text.substring(0, Math.min(at, text.length())).getBytes(StandardCharsets.UTF_8).length, cause);
    }
}
