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
        LogConfig log,
        SignConfig sign,
        TimestampConfig timestamp) {
    /** The same with another data folder; a key store that lay in the old one lies in the new one. */
    public Config withData(Path folder) {
        var file = keys.file().startsWith(data.folder())
                ? folder.resolve(data.folder().relativize(keys.file()).toString())
                : keys.file();
        return with(web, new DataConfig(folder), keys.withFile(file));
    }

    /** The same on another port. */
    public Config withPort(int port) {
        return with(web.withPort(port), data, keys);
    }

    private Config with(WebConfig otherWeb, DataConfig otherData, KeysConfig otherKeys) {
        return new Config(site, otherWeb, database, otherData, otherKeys, persons, mail, webhook, log, sign, timestamp);
    }
}
