package org.echt.app.answer;

import com.ibm.icu.util.ULocale;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * One language the answers are said in: its texts and its dates. Immutable, thread-safe.
 *
 * <p>Texts come from {@code messages/<tag>.properties} (UTF-8, ICU MessageFormat patterns with named values) and are
 * compiled when the program starts, so a broken text stops the start and not an answer.
 */
public final class Language {
    private final String tag;
    private final Map<String, Message> texts;
    private final DateTimeFormatter day;
    private final DateTimeFormatter time;

    Language(String tag, Map<String, String> patterns) {
        this.tag = tag;
        var locale = ULocale.forLanguageTag(tag);
        var compiled = new HashMap<String, Message>();
        patterns.forEach((key, pattern) -> {
            if (!key.startsWith("date.")) {
                compiled.put(key, compile(key, pattern, locale));
            }
        });
        this.texts = Map.copyOf(compiled);
        this.day = format(patterns, "date.day");
        this.time = format(patterns, "date.time");
    }

    /** BCP 47 tag, for example {@code de}. */
    public String tag() {
        return tag;
    }

    /** Its name in itself, for example {@code Deutsch}. */
    public String ownName() {
        return say("language.name");
    }

    /** {@code ltr} or {@code rtl}. */
    public String direction() {
        return say("language.direction");
    }

    /** The text {@code key}. Throws for a key that does not exist. */
    public String say(String key) {
        return text(key).say(Map.of());
    }

    /** The text {@code key} with one value in it. */
    public String say(String key, String name, Object value) {
        return text(key).say(Map.of(name, value));
    }

    /** The text {@code key} with its values; values it does not want are ignored. */
    public String say(String key, Map<String, Object> values) {
        return text(key).say(values);
    }

    public boolean has(String key) {
        return texts.containsKey(key);
    }

    /** A day, for example {@code 22 November 2026}. */
    public String day(LocalDate date) {
        return day.format(date);
    }

    /** The UTC day of a moment. */
    public String day(Instant at) {
        return day.format(at.atOffset(ZoneOffset.UTC));
    }

    /** A moment in UTC, for example {@code 22 November 2026, 23:10 UTC}. */
    public String time(Instant at) {
        TemporalAccessor utc = at.atOffset(ZoneOffset.UTC);
        return time.format(utc);
    }

    Set<String> keys() {
        return texts.keySet();
    }

    SortedSet<String> arguments(String key) {
        return text(key).arguments();
    }

    private Message text(String key) {
        var text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no text \"" + key + "\" in language " + tag + ". Maybe "
                    + new TreeMap<>(texts).floorKey(key) + "?");
        }
        return text;
    }

    private Message compile(String key, String pattern, ULocale locale) {
        try {
            return Message.compile(pattern, locale);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("messages/" + tag + ".properties, " + key + ": " + e.getMessage(), e);
        }
    }

    private DateTimeFormatter format(Map<String, String> patterns, String key) {
        var pattern = patterns.get(key);
        if (pattern == null) {
            throw new IllegalArgumentException("messages/" + tag + ".properties lacks " + key);
        }
        return DateTimeFormatter.ofPattern(pattern, Locale.forLanguageTag(tag));
    }
}
