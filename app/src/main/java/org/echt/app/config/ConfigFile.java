package org.echt.app.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.echt.core.notice.Jurisdiction;
import org.echt.core.registration.RegistrationDesk.Demand;
import org.echt.core.registration.Retention;

/**
 * Reads the configuration: UTF-8, one {@code key = value} a line, {@code #} before a remark. Every key has a default. An
 * unknown key, a key that comes twice and a secret in the file stop the start. Relative paths count from the folder of
 * the file. Every method throws {@link ConfigException} naming file and line.
 */
public final class ConfigFile {
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(1);

    private ConfigFile() {}

    public static Config read(Path file) {
        return config(
                new Settings(file.toString(), text(file)), file.toAbsolutePath().resolveSibling(""));
    }

    /** What holds without a file; relative paths count from {@code folder}. */
    public static Config defaults(Path folder) {
        return config(new Settings("the defaults", ""), folder);
    }

    /** Every key with its default and meaning, in the form of a configuration file. */
    public static String help() {
        var help = new StringBuilder(
                        "# One file, UTF-8, read with --config FILE. Relative paths count from its folder.\n")
                .append("# Secrets stand in files of their own, never here.\n");
        String room = "";
        for (var key : Key.values()) {
            String its = key.text.substring(0, key.text.indexOf('.'));
            help.append(its.equals(room) ? "" : "\n");
            room = its;
            help.append("# ").append(key.meaning).append('\n');
            help.append((key.text + " = " + key.fallback).strip()).append('\n');
        }
        return help.toString();
    }

    private static String text(Path file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (NoSuchFileException e) {
            throw new ConfigException(
                    "there is no configuration file " + file + ". Write one: echt help config > " + file, e);
        } catch (CharacterCodingException e) {
            throw new ConfigException(file + " is not UTF-8. Save it again in that encoding.", e);
        } catch (IOException e) {
            throw new ConfigException("configuration file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Config config(Settings settings, Path folder) {
        var data = new DataConfig(settings.path(Key.DATA_FOLDER, folder));
        return new Config(
                new SiteConfig(
                        settings.required(Key.SITE_BRAND),
                        settings.host(Key.SITE_DOMAIN),
                        settings.text(Key.SITE_PHONE),
                        settings.text(Key.SITE_EMAIL),
                        settings.choice(Key.SITE_LAW, Jurisdiction.values())),
                new WebConfig(
                        settings.required(Key.WEB_HOST),
                        settings.number(Key.WEB_PORT, 0, 65_535),
                        settings.headerName(Key.WEB_ADDRESS_HEADER),
                        settings.headerName(Key.WEB_COUNTRY_HEADER),
                        drain(settings)),
                new OperatorsConfig(
                        settings.required(Key.OPERATORS_HOST), settings.number(Key.OPERATORS_PORT, 0, 65_535)),
                new OutputConfig(settings.word(Key.OUTPUT_LOG_FORMAT, OutputConfig.LogFormat.values())),
                database(settings, folder),
                data,
                keys(settings, data, folder),
                persons(settings),
                new MailSection(settings, folder).read(),
                new WebhookSection(settings).read(),
                log(settings, folder),
                new SignSection(settings, folder).sign(),
                new SignSection(settings, folder).timestamp());
    }

    private static Duration drain(Settings settings) {
        var drain = settings.duration(Key.WEB_DRAIN);
        if (drain.compareTo(LONGEST_DRAIN) > 0) {
            throw settings.error(
                    Key.WEB_DRAIN, "must be 60 s at most: whatever stops the node kills it when it takes longer");
        }
        return drain;
    }

    private static LogConfig log(Settings settings, Path folder) {
        var origin = settings.text(Key.LOG_ORIGIN);
        return new LogConfig(
                origin.isEmpty() ? settings.host(Key.SITE_DOMAIN) + "/log" : origin,
                settings.word(Key.LOG_ENTRIES, LogConfig.Entries.values()) == LogConfig.Entries.OPEN,
                settings.text(Key.LOG_WITNESSES).isEmpty() ? null : settings.path(Key.LOG_WITNESSES, folder),
                settings.word(Key.LOG_ML_DSA, LogConfig.MlDsa.values()) == LogConfig.MlDsa.ON);
    }

    private static KeysConfig keys(Settings settings, DataConfig data, Path folder) {
        var file = settings.text(Key.KEYS_FILE).isEmpty()
                ? data.folder().resolve("keys.txt")
                : settings.path(Key.KEYS_FILE, folder);
        return switch (settings.word(Key.KEYS_PROFILE, KeysConfig.Profile.values())) {
            case FILE -> {
                for (var key : List.of(Key.KEYS_TOKEN_LIBRARY, Key.KEYS_TOKEN_LABEL, Key.KEYS_PIN_FILE)) {
                    if (settings.says(key)) {
                        throw settings.error(key, "has no use without keys.profile = token");
                    }
                }
                yield new KeysConfig.OfFile(file);
            }
            case TOKEN ->
                new KeysConfig.OfToken(
                        file,
                        settings.path(Key.KEYS_TOKEN_LIBRARY, folder),
                        settings.required(Key.KEYS_TOKEN_LABEL),
                        settings.path(Key.KEYS_PIN_FILE, folder));
        };
    }

    private static PersonsConfig persons(Settings settings) {
        var disputes = settings.duration(Key.RETENTION_DISPUTES);
        if (disputes.compareTo(Retention.defaults().disputes()) > 0) {
            throw settings.error(
                    Key.RETENTION_DISPUTES, "must be 1825 d at most (Regulation (EU) 2023/988, Article 9)");
        }
        return new PersonsConfig(
                settings.choice(Key.REGISTRATION_DEMAND, Demand.values()),
                new Retention(
                        settings.duration(Key.RETENTION_UNCONFIRMED),
                        settings.duration(Key.RETENTION_WATCHES),
                        settings.duration(Key.RETENTION_ENDED),
                        disputes),
                settings.time(Key.QUIET_FROM),
                settings.time(Key.QUIET_TO));
    }

    private static DatabaseConfig database(Settings settings, Path folder) {
        int poolSize = settings.number(Key.DATABASE_POOL_SIZE, 1, 500);
        var timeout = settings.duration(Key.DATABASE_TIMEOUT);
        String url = settings.text(Key.DATABASE_URL);
        boolean hasPassword = !settings.text(Key.DATABASE_PASSWORD_FILE).isEmpty();
        if (url.isEmpty()) {
            if (hasPassword) {
                throw settings.error(Key.DATABASE_PASSWORD_FILE, "has no use without database.url");
            }
            return new DatabaseConfig.Embedded(poolSize, timeout);
        }
        checkUrl(settings, url);
        return new DatabaseConfig.Server(
                url,
                settings.required(Key.DATABASE_USER),
                hasPassword ? settings.path(Key.DATABASE_PASSWORD_FILE, folder) : null,
                poolSize,
                timeout);
    }

    /** Does not quote the address: a password may stand in it. */
    private static void checkUrl(Settings settings, String url) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw settings.error(Key.DATABASE_URL, "must begin with jdbc:postgresql:");
        }
        if (url.matches("(?i).*([?&](password|user)=|//[^/]*@).*")) {
            throw settings.error(
                    Key.DATABASE_URL,
                    "must hold neither user nor password. Use database.user and database.password-file.");
        }
    }
}
