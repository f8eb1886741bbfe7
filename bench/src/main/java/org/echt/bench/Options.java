package org.echt.bench;

import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param seconds of each measured round of the HTTP load
 * @param connections of that load
 * @param rounds of what is started anew each time
 * @param flame file for a picture of where the time went; null for none
 * @param into page whose table is brought up to date; null for none
 */
record Options(
        int seconds,
        int connections,
        int rounds,
        @Nullable String flame,
        @Nullable String into) {
    /** Throws {@link IllegalArgumentException} saying what is wrong. The first argument is the command. */
    static Options parse(String[] args) {
        var options = new Options(5, 256, 3, null, null);
        for (int i = 1; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " needs a value");
            }
            options = options.with(args[i], args[i + 1]);
        }
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--seconds" -> new Options(number(name, value, 1, 600), connections, rounds, flame, into);
            case "--connections" -> new Options(seconds, number(name, value, 1, 4_096), rounds, flame, into);
            case "--rounds" -> new Options(seconds, connections, number(name, value, 1, 100), flame, into);
            case "--flame" -> new Options(seconds, connections, rounds, value, into);
            case "--into" -> new Options(seconds, connections, rounds, flame, value);
            default -> throw new IllegalArgumentException("no option " + name + ". Maybe bench/run help?");
        };
    }

    static int number(String name, String value, int least, int most) {
        int number = value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : -1;
        if (number < least || number > most) {
            throw new IllegalArgumentException(name + " is " + value + ", but must be from " + least + " to " + most);
        }
        return number;
    }
}
