package org.echt.app.answer;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One text, compiled once. Most texts only put values into places and are joined directly; those with plurals or choices
 * are left to ICU, whose formats must not be shared between threads and are therefore cloned. Immutable, thread-safe.
 */
sealed interface Message {
    /** The text with {@code values} put in; a missing value is a mistake in the program and throws. */
    String say(Map<String, Object> values);

    /** Names of the values it wants. */
    SortedSet<String> arguments();

    static Message compile(String pattern, ULocale locale) {
        var parsed = new MessagePattern(pattern);
        var names = new TreeSet<String>();
        boolean simple = true;
        for (int i = 0; i < parsed.countParts(); i++) {
            var part = parsed.getPart(i);
            if (part.getType() == MessagePattern.Part.Type.ARG_START) {
                simple &= part.getArgType() == MessagePattern.ArgType.NONE;
                names.add(parsed.getSubstring(parsed.getPart(i + 1)));
            }
        }
        return simple ? joined(pattern, parsed, names) : new Formatted(new MessageFormat(pattern, locale), names);
    }

    /** Splits a pattern without choices into texts (even places) and names (odd places). */
    private static Message joined(String pattern, MessagePattern parsed, SortedSet<String> names) {
        var pieces = new ArrayList<String>();
        var text = new StringBuilder();
        int from = 0;
        for (int i = 0; i < parsed.countParts(); i++) {
            var part = parsed.getPart(i);
            switch (part.getType()) {
                case ARG_START -> {
                    text.append(pattern, from, part.getIndex());
                    pieces.add(text.toString());
                    text.setLength(0);
                    pieces.add(parsed.getSubstring(parsed.getPart(i + 1)));
                    i = parsed.getLimitPartIndex(i);
                    from = parsed.getPart(i).getLimit();
                }
                case SKIP_SYNTAX, MSG_START, MSG_LIMIT -> {
                    text.append(pattern, from, part.getIndex());
                    from = part.getLimit();
                }
                default -> throw new IllegalStateException("unexpected " + part.getType() + " in: " + pattern);
            }
        }
        pieces.add(text.append(pattern, from, pattern.length()).toString());
        return new Joined(List.copyOf(pieces), names);
    }

    /** Texts and names of values in turn, beginning and ending with a text. */
    record Joined(List<String> pieces, SortedSet<String> arguments) implements Message {
        @Override
        public String say(Map<String, Object> values) {
            if (pieces.size() == 1) {
                return pieces.getFirst();
            }
            var out = new StringBuilder();
            for (int i = 0; i < pieces.size(); i++) {
                out.append((i & 1) == 0 ? pieces.get(i) : wanted(values, pieces.get(i)));
            }
            return out.toString();
        }
    }

    /** Plurals and choices, by ICU. */
    record Formatted(MessageFormat format, SortedSet<String> arguments) implements Message {
        @Override
        public String say(Map<String, Object> values) {
            arguments.forEach(name -> wanted(values, name));
            return format.clone().format(values);
        }
    }

    private static Object wanted(Map<String, Object> values, String name) {
        return Objects.requireNonNull(values.get(name), () -> "a text wants {" + name + "} and got " + values.keySet());
    }
}
