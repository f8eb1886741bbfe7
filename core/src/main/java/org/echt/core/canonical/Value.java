package org.echt.core.canonical;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A JSON value that has one canonical spelling (spec/canonical-json.md). There are no fractional numbers. Immutable,
 * thread-safe.
 */
public sealed interface Value {
    /** The largest whole number; the smallest is its negative. */
    long MAX_WHOLE = (1L << 53) - 1;

    /** Unicode text; a lone surrogate has no spelling in UTF-8 and is refused. */
    record Text(String value) implements Value {
        public Text {
            requireNoLoneSurrogate(value);
        }
    }

    /** A whole number from -(2^53 - 1) to 2^53 - 1: what every JSON reader can hold exactly. */
    record Whole(long value) implements Value {
        public Whole {
            if (value > MAX_WHOLE || value < -MAX_WHOLE) {
                throw new IllegalArgumentException("number " + value + " is beyond 2^53 - 1. Maybe write it as a text");
            }
        }
    }

    record Bool(boolean value) implements Value {}

    /** The value {@code null}. */
    record Null() implements Value {}

    record Array(List<Value> items) implements Value {
        public Array {
            items = List.copyOf(items);
        }
    }

    /** An object: members in the order of their names, compared by UTF-16 code units. */
    record Members(SortedMap<String, Value> all) implements Value {
        public Members {
            all.keySet().forEach(Value::requireNoLoneSurrogate);
            var copy = new TreeMap<String, Value>();
            copy.putAll(all);
            all = Collections.unmodifiableSortedMap(copy);
        }

        /** Any member; empty when there is none of that name. */
        public Optional<Value> get(String name) {
            return Optional.ofNullable(all.get(name));
        }

        /** A member that is a text; empty when there is none or it is something else. */
        public Optional<String> text(String name) {
            return all.get(name) instanceof Text text ? Optional.of(text.value()) : Optional.empty();
        }

        /** A member that is a number; empty when there is none or it is something else. */
        public OptionalLong whole(String name) {
            return all.get(name) instanceof Whole whole ? OptionalLong.of(whole.value()) : OptionalLong.empty();
        }

        /** A member that is an array; empty when there is none or it is something else. */
        public Optional<List<Value>> array(String name) {
            return all.get(name) instanceof Array array ? Optional.of(array.items()) : Optional.empty();
        }

        /** A member that is an object; empty when there is none or it is something else. */
        public Optional<Members> object(String name) {
            return all.get(name) instanceof Members members ? Optional.of(members) : Optional.empty();
        }
    }

    static Text text(String value) {
        return new Text(value);
    }

    static Array array(List<? extends Value> items) {
        return new Array(List.copyOf(items));
    }

    /** Starts an object: {@code Value.object().put("batch", 7).put("product", "09506000134352").build()}. */
    static ObjectBuilder object() {
        return new ObjectBuilder();
    }

    private static void requireNoLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (text.codePointAt(i) <= Character.MAX_VALUE) {
                    throw new IllegalArgumentException("text has a lone surrogate at character " + i);
                }
                i++;
            }
        }
    }
}
