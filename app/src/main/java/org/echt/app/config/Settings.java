package org.echt.app.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The lines of a configuration file by key, and strict readings of their values. */
final class Settings {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6}) (ms|s|min|h|d)");
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[0-9]{1,5})?");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{0,60}");
    private static final Set<String> SECRETS = Set.of("password", "secret", "token", "master", "passphrase");

    private final Map<Key, Line> lines = new EnumMap<>(Key.class);
    private final String name;

    private record Line(int number, String value) {}

    /** @param name of the file, for errors */
    Settings(String name, String text) {
        this.name = name;
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String content = line.strip();
            if (!content.isEmpty() && !content.startsWith("#")) {
                add(number, content);
            }
        }
    }

    private void add(int number, String content) {
        int equals = content.indexOf('=');
        String text = (equals < 0 ? content : content.substring(0, equals)).strip();
        if (equals < 0) {
            throw error(number, "\"" + safe(text) + "\" has no \"=\". Write: key = value");
        }
        var key = Key.of(text).orElseThrow(() -> unknown(number, text));
        var before =
                lines.put(key, new Line(number, content.substring(equals + 1).strip()));
        if (before != null) {
            throw error(number, key.text + " stands in line " + before.number() + " already");
        }
    }

    private ConfigException unknown(int number, String text) {
        String last = text.substring(text.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (SECRETS.contains(last)) {
            return error(
                    number,
                    safe(text)
                            + " is refused: secrets stand in files of their own. Put it in a file of mode 0600 and write: "
                            + Key.nearest(text + "-file").text + " = FILE");
        }
        return error(
                number,
                "key \"" + safe(text) + "\" is unknown. Maybe " + Key.nearest(text).text
                        + "? All keys: echt help config");
    }

    /** What looks like a key may be shown; anything longer may be a secret in the wrong place. */
    private static String safe(String text) {
        return text.matches("[A-Za-z0-9._-]{1,40}") ? text : "…";
    }

    String text(Key key) {
        var line = lines.get(key);
        return line == null ? key.fallback : line.value();
    }

    String required(Key key) {
        String text = text(key);
        if (text.isEmpty()) {
            throw error(key, "must not be empty");
        }
        return text;
    }

    String host(Key key) {
        String text = required(key);
        if (!HOST.matcher(text).matches()) {
            throw error(key, "\"" + text + "\" is not a host name in lower case, without https:// and without a path");
        }
        return text;
    }

    /** The name of a header, or empty. */
    String headerName(Key key) {
        String text = text(key);
        if (!HEADER.matcher(text).matches()) {
            throw error(key, "\"" + text + "\" is not the name of a header. Maybe \"X-Forwarded-For\"?");
        }
        return text;
    }

    <E extends Enum<E>> E choice(Key key, E[] values) {
        String text = text(key);
        for (var value : values) {
            if (value.name().equals(text)) {
                return value;
            }
        }
        throw error(key, "\"" + text + "\" is none of " + List.of(values));
    }

    /** One of the values, written in small letters. */
    <E extends Enum<E>> E word(Key key, E[] values) {
        String text = text(key);
        for (var value : values) {
            if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
                return value;
            }
        }
        throw error(
                key, "\"" + text + "\" is none of " + List.of(values).toString().toLowerCase(Locale.ROOT));
    }

    /** Is it in the file with another value than its default? */
    boolean says(Key key) {
        return !text(key).equals(key.fallback);
    }

    int number(Key key, int least, int most) {
        String text = text(key);
        if (text.matches("0|[1-9][0-9]{0,8}")) {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        }
        throw error(key, "\"" + text + "\" is not a whole number from " + least + " to " + most);
    }

    /** Hours and minutes: {@code 21:00}. */
    LocalTime time(Key key) {
        try {
            return LocalTime.parse(text(key));
        } catch (DateTimeParseException _) {
            throw error(key, "\"" + text(key) + "\" is not a time of day. Maybe \"" + key.fallback + "\"?");
        }
    }

    /** A number, one blank and a unit: {@code 5 s}. */
    Duration duration(Key key) {
        var matcher = DURATION.matcher(text(key));
        if (!matcher.matches()) {
            throw error(
                    key,
                    "\"" + text(key) + "\" is not a duration: a whole number, a blank, and ms, s, min, h or d. Maybe \""
                            + key.fallback + "\"?");
        }
        long number = Long.parseLong(matcher.group(1));
        var duration = switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "min" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
        if (duration.isZero()) {
            throw error(key, "must be longer than 0");
        }
        return duration;
    }

    /** A path; a relative one counts from {@code folder}. */
    Path path(Key key, Path folder) {
        return folder.resolve(required(key)).normalize();
    }

    ConfigException error(Key key, String problem) {
        var line = lines.get(key);
        return line == null
                ? new ConfigException(name + ": " + key.text + " " + problem)
                : error(line.number(), key.text + " " + problem);
    }

    private ConfigException error(int number, String problem) {
        return new ConfigException(name + ":" + number + ": " + problem);
    }
}
