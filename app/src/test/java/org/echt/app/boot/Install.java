package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.echt.app.config.ConfigFile;
import org.echt.app.keys.KeystoreFile;
import org.echt.app.store.embedded.EmbeddedPostgres;
import org.echt.app.store.embedded.Settings;
import org.echt.core.serial.CodeLength;
import org.echt.core.serial.SlotCodec;
import org.echt.core.serial.WordLists;

/**
 * One installation in a folder of its own, and the commands run on it as processes. Closing kills every command that still
 * runs, stops the database, and removes the folder.
 */
final class Install implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern ADDRESS = Pattern.compile("answers at (http://[^/]+)/");

    private final ScratchFolder scratch = ScratchFolder.make();
    private final List<Child> children = new ArrayList<>();

    /** Whose session commands use unless they say otherwise; empty while nobody has an account. */
    private String by = "";

    private Install() throws IOException {
        Files.createDirectories(logs());
    }

    /** An empty folder. */
    static Install bare() throws IOException {
        return new Install();
    }

    /** With a key store and one slot. */
    static Install withKeys() throws IOException {
        var install = new Install();
        Files.createDirectories(install.data());
        KeystoreFile.create(install.keystore(), "acme", new SecureRandom());
        KeystoreFile.openSlot(install.keystore(), 'A');
        return install;
    }

    /** With the key store of another, so that both give out the same codes. */
    static Install withKeysOf(Install other) throws IOException {
        var install = new Install();
        Files.createDirectories(install.data());
        Files.copy(other.keystore(), install.keystore(), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        return install;
    }

    Path folder() {
        return scratch.path();
    }

    Path data() {
        return folder().resolve("data");
    }

    Path logs() {
        return folder().resolve("logs");
    }

    Path keystore() {
        return data().resolve("keys.txt");
    }

    /** Opened in this process, for what a test prepares. */
    Node open() {
        return Node.open(ConfigFile.defaults(folder()).withData(data()).withPort(0));
    }

    SlotCodec codec() {
        var slot = KeystoreFile.open(keystore()).open().getFirst();
        return new SlotCodec(slot, CodeLength.L18, WordLists.standard());
    }

    /** The person who makes and prepares; {@link #SIGNER} signs. */
    static final String MAKER = "mara";

    static final String SIGNER = "jonas";

    /** Gives both an account and a session. */
    void people() throws IOException, InterruptedException {
        if (by.isEmpty()) {
            var password = Files.writeString(folder().resolve("password"), "two persons, four eyes");
            add(password, MAKER, "--role", "quality", "--role", "production", "--role", "service");
            by = MAKER;
            add(password, SIGNER, "--role", "approver");
        }
    }

    private void add(Path password, String name, String... roles) throws InterruptedException {
        var file = password.toString();
        var add = new ArrayList<>(List.of("user", "add", name, "--password-file", file));
        add.addAll(List.of(roles));
        run(add.toArray(new String[0]));
        run("sign-in", name, "--password-file", file);
    }

    Child start(String... arguments) {
        var all = new ArrayList<>(List.of("--data", data().toString()));
        if (!by.isEmpty() && !List.of(arguments).contains("--by")) {
            all.addAll(List.of("--by", by));
        }
        all.addAll(List.of(arguments));
        var child = Child.start(logs(), all);
        children.add(child);
        return child;
    }

    /** Runs to the end and expects one of the exit codes. */
    Child run(Predicate<Integer> expected, String... arguments) throws InterruptedException {
        var child = start(arguments);
        int exit = child.exit(PATIENCE);
        if (!expected.test(exit)) {
            throw new AssertionError("exit " + exit + " of " + String.join(" ", arguments) + "\n" + child.said());
        }
        return child;
    }

    Child run(String... arguments) throws InterruptedException {
        return run(exit -> exit == 0, arguments);
    }

    /** A server as a process, and where it answers. */
    record Served(Child child, String address) {}

    /** Starts a server on a port the system chooses, with options that stand before the command. */
    Served serve(String... options) throws InterruptedException {
        var all = new ArrayList<>(List.of(options));
        all.addAll(List.of("serve", "--port", "0"));
        var child = start(all.toArray(String[]::new));
        for (int i = 0; i < 6_000; i++) {
            var told = ADDRESS.matcher(child.err());
            if (told.find()) {
                return new Served(child, told.group(1));
            }
            if (!child.isAlive()) {
                break;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("the server does not come up\n" + child.said());
    }

    /** SIGKILL to the database's first process, by the number it keeps in its folder. */
    void killPostgres() throws IOException {
        var server = ProcessHandle.of(postmaster()).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();
    }

    private long postmaster() throws IOException {
        return Long.parseLong(pidFile().getFirst().strip());
    }

    private List<String> pidFile() throws IOException {
        return Files.readAllLines(data().resolve("pg/data/postmaster.pid"));
    }

    /** The database password, a secret that nothing may print. */
    String password() throws IOException {
        return Files.readString(data().resolve("pg/password")).strip();
    }

    /** A connection of the test's own beside all pools; the database must run. */
    Connection connect() throws IOException, SQLException {
        var properties = new Properties();
        properties.setProperty("user", "echt");
        properties.setProperty("password", password());
        var port = pidFile().get(3).strip();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/echt", properties);
    }

    /** The first column of all rows, as text. */
    List<String> sql(String query) throws IOException, SQLException {
        var found = new ArrayList<String>();
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(String.valueOf(rows.getString(1)));
            }
        }
        return found;
    }

    /** What the build record holds, however it came in: rows, different rows, and a sum over all of them. */
    List<String> builds() throws IOException, SQLException {
        try (var _ = EmbeddedPostgres.open(data(), Settings.defaults())) {
            return sql("select count(*) || ' rows, ' || count(distinct (parent, part, valid_from)) || ' different, '"
                    + " || coalesce(sum(hashtextextended(parent || ' ' || part || ' ' || echt_micros(valid_from) || ' '"
                    + " || echt_micros(valid_to), 7)::numeric), 0) from installation");
        }
    }

    /** Fails unless a later run of the same command goes through to the end with one of two exit codes. */
    void assertExit(int expected, Child child) throws InterruptedException {
        assertEquals(expected, child.exit(PATIENCE), child::said);
    }

    @Override
    public void close() {
        children.forEach(Child::close);
        try (scratch) {
            if (Files.exists(data().resolve("pg/data"))) {
                // Whoever closes last stops the database: a killed command cannot.
                EmbeddedPostgres.open(data(), Settings.defaults()).close();
            }
        }
    }
}
