package org.echt.core.canonical;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes one value. */
final class Writer {
    private final StringBuilder out = new StringBuilder();

    byte[] write(Value value) {
        value(value, 0);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void value(Value value, int depth) {
        switch (value) {
            case Value.Text text -> text(text.value());
            case Value.Whole whole -> out.append(whole.value());
            case Value.Bool bool -> out.append(bool.value());
            case Value.Null _ -> out.append("null");
            case Value.Array array -> array(array.items(), deeper(depth));
            case Value.Members members -> members(members, deeper(depth));
        }
    }

    private static int deeper(int depth) {
        if (depth >= CanonicalJson.MAX_DEPTH) {
            throw new IllegalArgumentException("nested deeper than " + CanonicalJson.MAX_DEPTH);
        }
        return depth + 1;
    }

    private void array(List<Value> items, int depth) {
        out.append('[');
        String before = "";
        for (Value item : items) {
            out.append(before);
            value(item, depth);
            before = ",";
        }
        out.append(']');
    }

    private void members(Value.Members members, int depth) {
        out.append('{');
        String before = "";
        for (Map.Entry<String, Value> member : members.all().entrySet()) {
            out.append(before);
            text(member.getKey());
            out.append(':');
            value(member.getValue(), depth);
            before = ",";
        }
        out.append('}');
    }

    /** Few texts have anything to escape, so what needs none is taken as a whole. */
    private void text(String text) {
        out.append('"');
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\') {
                out.append(text, plain, i);
                escape(c);
                plain = i + 1;
            }
        }
        out.append(text, plain, text.length()).append('"');
    }

    private void escape(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default ->
                out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
        }
    }
}
