package org.echt.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import org.echt.core.notice.Jurisdiction;
import org.echt.core.registration.RegistrationDesk.Demand;
import org.echt.core.registration.Retention;
import org.echt.core.webhook.Targets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigFileTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void everythingHasADefault() throws IOException {
        var expected = new Config(
                new SiteConfig("Acme", "id.acme.example", "", "", Jurisdiction.EU),
                new WebConfig("127.0.0.1", 8080),
                new OperatorsConfig("127.0.0.1", 9464),
                new OutputConfig(OutputConfig.LogFormat.TEXT),
                new DatabaseConfig.Embedded(10, Duration.ofSeconds(5)),
                new DataConfig(folder.resolve("data")),
                new KeysConfig.OfFile(folder.resolve("data/keys.txt")),
                new PersonsConfig(
                        Demand.EITHER, Retention.defaults(), LocalTime.parse("21:00"), LocalTime.parse("08:00")),
                new MailConfig.Off(),
                new WebhookConfig(Targets.PUBLIC, Duration.ofSeconds(20), 50, 8),
                new LogConfig("id.acme.example/log", false, null, false),
                new SignConfig.Off(),
                new TimestampConfig.Off());
        assertEquals(expected, ConfigFile.defaults(folder));
        assertEquals(expected, read(""));
    }

    @Test
    void theHelpIsAConfigurationThatSaysTheDefaults() throws IOException {
        assertEquals(ConfigFile.defaults(folder), read(ConfigFile.help()));
        for (var key : Key.values()) {
            assertTrue(ConfigFile.help().contains("# " + key.meaning + "\n" + key.text + " ="), key.text);
        }
    }

    @Test
    void everyKeyIsRead() throws IOException {
        var config = read("""
                # Jena
                site.brand = Acmé Works
                site.domain = id.acme.example:8443
                site.phone = 0800 555 0142
                site.email = help@acme.example
                web.host = 0.0.0.0
                web.port = 0
                web.address-header = X-Forwarded-For
                web.country-header = CF-IPCountry
                operators.host = 10.0.0.7
                operators.port = 9000
                output.log-format = json
                database.url = jdbc:postgresql://db.acme.example:5432/echt
                database.user = clerk
                database.password-file = secrets/db.txt
                database.pool-size = 40
                database.timeout = 750 ms
                data.folder = /srv/echt
                keys.file = secrets/keys.txt
                registration.demand = INSIDE_CODE
                messages.quiet-from = 20:30
                messages.quiet-to = 09:00
                retention.unconfirmed = 3 d
                retention.watches = 100 d
                retention.ended = 30 d
                retention.disputes = 200 d
                web.drain = 20 s
                webhook.targets = private
                webhook.timeout = 15 s
                webhook.rate = 0
                webhook.at-once = 2
                log.origin = acme.example/2026
                log.entries = open
                log.witnesses = secrets/witnesses.txt
                log.ml-dsa = on
                sign.keystore = secrets/sign.p12
                sign.password-file = secrets/sign.txt
                sign.alias = seal
                timestamp.url = http://tsa.example:8080/tsr?p=1
                timestamp.timeout = 9 s
                timestamp.checkpoints-every = 6 h
                timestamp.trust-file = tsa.pem
                """);
        assertEquals(
                new Config(
                        new SiteConfig(
                                "Acmé Works",
                                "id.acme.example:8443",
                                "0800 555 0142",
                                "help@acme.example",
                                Jurisdiction.EU),
                        new WebConfig("0.0.0.0", 0, "X-Forwarded-For", "CF-IPCountry", Duration.ofSeconds(20)),
                        new OperatorsConfig("10.0.0.7", 9000),
                        new OutputConfig(OutputConfig.LogFormat.JSON),
                        new DatabaseConfig.Server(
                                "jdbc:postgresql://db.acme.example:5432/echt",
                                "clerk",
                                folder.resolve("secrets/db.txt"),
                                40,
                                Duration.ofMillis(750)),
                        new DataConfig(Path.of("/srv/echt")),
                        new KeysConfig.OfFile(folder.resolve("secrets/keys.txt")),
                        new PersonsConfig(
                                Demand.INSIDE_CODE,
                                new Retention(
                                        Duration.ofDays(3),
                                        Duration.ofDays(100),
                                        Duration.ofDays(30),
                                        Duration.ofDays(200)),
                                LocalTime.parse("20:30"),
                                LocalTime.parse("09:00")),
                        new MailConfig.Off(),
                        new WebhookConfig(Targets.PRIVATE, Duration.ofSeconds(15), 0, 2),
                        new LogConfig("acme.example/2026", true, folder.resolve("secrets/witnesses.txt"), true),
                        new SignConfig.Keystore(
                                folder.resolve("secrets/sign.p12"), folder.resolve("secrets/sign.txt"), "seal"),
                        new TimestampConfig.On(
                                URI.create("http://tsa.example:8080/tsr?p=1"),
                                Duration.ofSeconds(9),
                                Duration.ofHours(6),
                                folder.resolve("tsa.pem"))),
                config);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "web.prot = 1              | Maybe web.port?",
                "webhook.target = private  | Maybe webhook.targets?",
                "webhook.targets = all     | \"all\" is none of [public, private]",
                "webhook.timeout = 2 min   | must be 60 s at most",
                "data.dir = x              | Maybe data.folder?",
                "site.brand                | has no \"=\"",
                "web.port = 70000          | web.port \"70000\" is not a whole number from 0 to 65535",
                "web.port = 080            | is not a whole number",
                "web.port = +80            | is not a whole number",
                "database.pool-size = 0    | from 1 to 500",
                "database.timeout = 5      | is not a duration",
                "database.timeout = 5s     | Maybe \"5 s\"?",
                "database.timeout = 5 sec  | is not a duration",
                "database.timeout = -5 s   | is not a duration",
                "database.timeout = 0 s    | longer than 0",
                "site.domain = https://a.b | is not a host name",
                "site.domain = a.b/c       | is not a host name",
                "site.brand =              | must not be empty",
                "messages.quiet-from = 9   | is not a time of day",
                "registration.demand = X   | is none of",
                "retention.disputes = 6000 d | 1825 d at most",
                "database.password = hush  | Put it in a file of mode 0600 and write: database.password-file = FILE",
                "mail.secret = hush        | secrets stand in files of their own",
                "database.url = mysql://x  | must begin with jdbc:postgresql:",
                "database.url = jdbc:postgresql://a:hush@h/d | must hold neither user nor password",
                "database.url = jdbc:postgresql://h/d?password=hush | database.password-file",
                "database.password-file = hush | has no use without database.url"
            })
    void whatIsWrongIsNamedWithItsLine(String line, String expected) {
        var wrong = assertThrows(ConfigException.class, () -> read("# first\n" + line + "\n"));
        var message = String.valueOf(wrong.getMessage());
        assertTrue(message.contains(expected), message);
        assertTrue(message.startsWith(folder.resolve("echt.conf") + ":2: "), message);
        assertFalse(message.contains("hush"), message);
    }

    @Test
    void aKeyThatStandsTwiceIsRefused() {
        var wrong = assertThrows(ConfigException.class, () -> read("web.port = 1\n\nweb.port = 2\n"));
        assertTrue(String.valueOf(wrong.getMessage()).endsWith("echt.conf:3: web.port stands in line 1 already"));
    }

    @Test
    void whatIsNotUtf8IsRefused() throws IOException {
        var file = folder.resolve("echt.conf");
        Files.write(file, "site.brand = Acmé".getBytes(StandardCharsets.ISO_8859_1));
        var wrong = assertThrows(ConfigException.class, () -> ConfigFile.read(file));
        assertTrue(String.valueOf(wrong.getMessage()).contains("is not UTF-8"));
    }

    @Test
    void aMissingFileSaysHowToWriteOne() {
        var wrong = assertThrows(ConfigException.class, () -> ConfigFile.read(folder.resolve("none")));
        assertTrue(String.valueOf(wrong.getMessage()).contains("echt help config > "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 ms", "1 s", "2 min", "3 h", "4 d"})
    void durationsHaveUnits(String text) throws IOException {
        assertTrue(read("database.timeout = " + text).database().timeout().isPositive());
    }

    @Test
    void anotherDataFolderTakesItsKeyStoreAlong() throws IOException {
        var moved = read("").withData(Path.of("/tmp/x"));
        assertEquals(Path.of("/tmp/x/keys.txt"), moved.keys().file());
        var apart = read("keys.file = /etc/echt/keys.txt").withData(Path.of("/tmp/x"));
        assertEquals(Path.of("/etc/echt/keys.txt"), apart.keys().file());
        assertEquals(9, apart.withPort(9).web().port());
        assertEquals(9464, apart.withPort(9).operators().port());
        assertEquals(0, apart.withPort(0).operators().port());
    }

    private Config read(String text) throws IOException {
        var file = folder.resolve("echt.conf");
        Files.writeString(file, text);
        return ConfigFile.read(file);
    }
}
