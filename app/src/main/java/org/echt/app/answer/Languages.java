package org.echt.app.answer;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Every language the answers can be said in. Adding one is adding {@code messages/<tag>.properties} and its line in
 * {@code messages/languages.txt}; nothing else names a language. Immutable, thread-safe.
 */
public final class Languages {
    private static final String ANSWERS = "/messages/";
    private static final String DOSSIERS = "/messages/dossier/";
    private static final String CLAIMS = "/messages/claims/";

    private final Map<String, Language> byTag;
    private final Language first;
    private final String textVersion;

    private Languages(Map<String, Language> byTag, String textVersion) {
        this.byTag = byTag;
        this.first = byTag.values().iterator().next();
        this.textVersion = textVersion;
    }

    /** Reads the texts from the program's own files. Throws when one is broken or lacks a text the first one has. */
    public static Languages load() {
        return load(ANSWERS);
    }

    /** The same of the texts of a dossier, which come in fewer languages. */
    public static Languages dossiers() {
        return load(DOSSIERS);
    }

    /** The same of the sentences about a claim. */
    static Languages claims() {
        return load(CLAIMS);
    }

    private static Languages load(String folder) {
        var digest = sha256();
        var byTag = new LinkedHashMap<String, Language>();
        for (var tag : new String(read(folder + "languages.txt"), StandardCharsets.UTF_8)
                .lines()
                .toList()) {
            var file = read(folder + tag + ".properties");
            digest.update((tag + " " + file.length + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(file);
            byTag.put(tag, new Language(tag, patterns(file)));
        }
        byTag.values().forEach(language -> complete(byTag.values().iterator().next(), language));
        return new Languages(byTag, HexFormat.of().formatHex(digest.digest(), 0, 6));
    }

    /** In the order they are offered; the first is the one everything falls back to. */
    public List<Language> all() {
        return List.copyOf(byTag.values());
    }

    public Language first() {
        return first;
    }

    /** Names all texts of all languages: the first 12 hex digits of a SHA-256 over them. Recorded with every answer. */
    public String textVersion() {
        return textVersion;
    }

    /**
     * The language to answer in: the one asked for by {@code wanted} (a tag; empty or unknown counts as none), else the
     * best of {@code acceptLanguage}, else the first. Regions fall back to their language.
     */
    public Language choose(String acceptLanguage, String wanted) {
        var named = find(wanted.toLowerCase(Locale.ROOT));
        if (named != null) {
            return named;
        }
        if (acceptLanguage.isEmpty()) {
            return first;
        }
        for (var value : Preferences.parse(acceptLanguage).values()) {
            var language = value.weight() > 0 ? find(value.value()) : null;
            if (language != null) {
                return language;
            }
        }
        return first;
    }

    /** True when {@code tag} or its language part names one of these languages. */
    public boolean knows(String tag) {
        return find(tag.toLowerCase(Locale.ROOT)) != null;
    }

    private @Nullable Language find(String tag) {
        var exact = byTag.get(tag);
        int dash = tag.indexOf('-');
        return exact != null || dash < 0 ? exact : byTag.get(tag.substring(0, dash));
    }

    private static void complete(Language first, Language other) {
        var missing = new TreeSet<>(first.keys());
        missing.removeAll(other.keys());
        if (!missing.isEmpty()) {
            throw new IllegalStateException("messages/" + other.tag() + ".properties lacks " + missing);
        }
    }

    private static Map<String, String> patterns(byte[] file) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(new String(file, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var patterns = new HashMap<String, String>();
        for (var key : new ArrayList<>(properties.stringPropertyNames())) {
            patterns.put(key, properties.getProperty(key));
        }
        return patterns;
    }

    private static byte[] read(String name) {
        try (InputStream in = Languages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
