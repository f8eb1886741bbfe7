package org.echt.app.config;

import java.nio.file.Path;

/** The whole configuration, one record for each room. Immutable; its text form holds no secret. */
public record Config(
        SiteConfig site,
        WebConfig web,
        DatabaseConfig database,
        DataConfig data,
        KeysConfig keys,
        PersonsConfig persons,
        MailConfig mail,
        WebhookConfig webhook,
        LogConfig log) {
    /** The same with another data folder; a key store that lay in the old one lies in the new one. */
    public Config withData(Path folder) {
        var file = keys.file().startsWith(data.folder())
                ? folder.resolve(data.folder().relativize(keys.file()).toString())
                : keys.file();
        return new Config(
                site, web, database, new DataConfig(folder), new KeysConfig(file), persons, mail, webhook, log);
    }

    /** The same on another port. */
    public Config withPort(int port) {
        return new Config(site, new WebConfig(web.host(), port), database, data, keys, persons, mail, webhook, log);
    }
}
