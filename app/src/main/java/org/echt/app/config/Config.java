package org.echt.app.config;

import java.nio.file.Path;

/** The whole configuration, one record for each room. Immutable; its text form holds no secret. */
public record Config(
        SiteConfig site,
        WebConfig web,
        OperatorsConfig operators,
        OutputConfig output,
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
        return with(web, operators, new DataConfig(folder), keys.withFile(file));
    }

    /** The same on another port; with port 0 operators find theirs where the system chooses, too. */
    public Config withPort(int port) {
        var other = port == 0 ? new OperatorsConfig(operators.host(), 0) : operators;
        return with(web.withPort(port), other, data, keys);
    }

    /** The same with everything in one folder: a database of our own, and the key store. */
    public Config allIn(Path folder) {
        var own = new DatabaseConfig.Embedded(database.poolSize(), database.timeout());
        return new Config(
                site,
                web,
                operators,
                output,
                own,
                new DataConfig(folder),
                keys.withFile(folder.resolve("keys.txt")),
                persons,
                mail,
                webhook,
                log,
                sign,
                timestamp);
    }

    private Config with(
            WebConfig otherWeb, OperatorsConfig otherOperators, DataConfig otherData, KeysConfig otherKeys) {
        return new Config(
                site,
                otherWeb,
                otherOperators,
                output,
                database,
                otherData,
                otherKeys,
                persons,
                mail,
                webhook,
                log,
                sign,
                timestamp);
    }
}
