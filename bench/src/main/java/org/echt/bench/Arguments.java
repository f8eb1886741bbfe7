package org.echt.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What follows a command.
 *
 * @param values of options
 * @param flags that are set
 * @param rest everything that is no option
 */
record Arguments(Map<String, String> values, Set<String> flags, List<String> rest) {
    /** Throws {@link IllegalArgumentException} saying what is wrong. The first argument is the command. */
    static Arguments parse(String[] args, Set<String> options, Set<String> flags) {
        var values = new HashMap<String, String>();
        var set = new ArrayList<String>();
        var rest = new ArrayList<String>();
        for (int i = 1; i < args.length; i++) {
            if (flags.contains(args[i])) {
                set.add(args[i]);
            } else if (options.contains(args[i])) {
                if (i + 1 == args.length) {
                    throw new IllegalArgumentException(args[i] + " needs a value");
                }
                values.put(args[i], args[++i]);
            } else if (args[i].startsWith("--")) {
                throw new IllegalArgumentException("no option " + args[i] + ". Maybe bench/run help?");
            } else {
                rest.add(args[i]);
            }
        }
        return new Arguments(values, Set.copyOf(set), rest);
    }

    String text(String name, String fallback) {
        return values.getOrDefault(name, fallback);
    }

    int number(String name, int fallback, int least, int most) {
        return values.containsKey(name) ? Options.number(name, text(name, ""), least, most) : fallback;
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    void requireNothingElse() {
        if (!rest.isEmpty()) {
            throw new IllegalArgumentException("\"" + rest.getFirst() + "\" is not understood. Maybe bench/run help?");
        }
    }
}
