package org.echt.app.cli;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.echt.core.access.Right;
import org.echt.core.access.Role;
import org.echt.core.attribute.Scope;
import org.echt.testkit.Notices;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What each command needs, and that somebody of each role gets exactly that far. A command without a row fails. */
@Tag("slow")
class CliRightsTest {
    /**
     * A command that works.
     *
     * @param right what it needs; null for what anybody may do who can open the data folder
     */
    private record Row(@Nullable Right right, String arguments) {}

    private static final Row FREE = new Row(null, "");

    private static final Map<String, Row> ROWS = Map.ofEntries(
            entry("apikey create", new Row(Right.MANAGE_ACCESS, "shop --right read")),
            entry("apikey list", FREE),
            entry("apikey revoke", new Row(Right.MANAGE_ACCESS, "shop")),
            entry("asbuilt import", new Row(Right.PRODUCE, "builds.csv")),
            entry("asbuilt jobs", FREE),
            entry("asbuilt rejects", FREE),
            entry("asbuilt show", FREE),
            entry("attribute define", new Row(Right.DESCRIBE_ITEMS, "colour --type text")),
            entry("attribute history", FREE),
            entry("attribute list", FREE),
            entry("attribute set", new Row(Right.DESCRIBE_ITEMS, "plant=2 --item {CODE} --why x")),
            entry("attribute undo", new Row(Right.DESCRIBE_ITEMS, "1 --why x")),
            entry("audit list", new Row(Right.READ_AUDIT, "")),
            entry("backup", FREE),
            entry("batch export", new Row(Right.PRODUCE, "0 --out {NEW}.cms")),
            entry("batch commit", new Row(Right.PRODUCE, "0")),
            entry("batch issue", new Row(Right.PRODUCE, "--product cell --lot K8 --count 1 --out {NEW}.csv")),
            entry("batch list", FREE),
            entry("claim", new Row(Right.READ, "{CODE}")),
            entry("code check", FREE),
            entry("code prove", new Row(Right.READ, "{CODE} --out {NEW}.json")),
            entry("completion", FREE),
            entry("delivery delete", new Row(Right.DELIVER, "1 --reason x")),
            entry("delivery import", new Row(Right.DELIVER, "mended.csv --seller Shop --keep 900")),
            entry("delivery list", new Row(Right.DELIVER, "")),
            entry("delivery rejects", new Row(Right.DELIVER, "1")),
            entry("demo", FREE),
            entry("dispute decide", new Row(Right.DECIDE_DISPUTES, "DSP-0000-0000 --for 1 --reason x")),
            entry("dispute evidence", new Row(Right.DECIDE_DISPUTES, "DSP-0000-0000")),
            entry("dispute list", new Row(Right.DECIDE_DISPUTES, "")),
            entry("dispute show", new Row(Right.DECIDE_DISPUTES, "DSP-0000-0000")),
            entry("doctor", FREE),
            entry("dossier copy", new Row(Right.READ_AUDIT, "DOS-0000-0000 --profile own --out {NEW}.zip")),
            entry("dossier list", new Row(Right.READ_AUDIT, "")),
            entry("dossier make", new Row(Right.READ_AUDIT, "{CODE} --why x --out {NEW}.zip")),
            entry("dossier verify", FREE),
            entry("help", FREE),
            entry("item life", new Row(Right.DESCRIBE_ITEMS, "{CODE} destroyed --why x")),
            entry("key check", FREE),
            entry("key init", FREE),
            entry("key list", FREE),
            entry("key open", FREE),
            entry("key retire", FREE),
            entry("key rotate", FREE),
            entry("log export", new Row(Right.READ_AUDIT, "{NEW}")),
            entry("log key", FREE),
            entry("log prove", new Row(Right.READ_AUDIT, "--place 0 --out {NEW}.tlog-proof")),
            entry("log show", new Row(Right.READ_AUDIT, "0")),
            entry("log stamp", new Row(Right.READ_AUDIT, "")),
            entry("log status", new Row(Right.READ_AUDIT, "")),
            entry("log verify", new Row(Right.READ_AUDIT, "")),
            entry("maker add", new Row(Right.MANAGE_MAKERS, "{NEW}")),
            entry("maker certificate", new Row(Right.MANAGE_MAKERS, "Acme cert.pem")),
            entry("maker list", FREE),
            entry("maker quota", new Row(Right.MANAGE_MAKERS, "Acme --codes 7")),
            entry("maker report", FREE),
            entry("message cancel", new Row(Right.SEND_MESSAGES, "R-2026-002 --reason x")),
            entry("message pause", new Row(Right.SEND_MESSAGES, "R-2026-002 --reason x")),
            entry("message resume", new Row(Right.SEND_MESSAGES, "R-2026-002")),
            entry("message status", FREE),
            entry("message test", new Row(Right.SEND_MESSAGES, "ines@example.org")),
            entry("person delete", new Row(Right.MANAGE_PERSONS, "ines@example.org --reason x")),
            entry("person export", new Row(Right.MANAGE_PERSONS, "ines@example.org --reason x --out {NEW}.json")),
            entry("person find", new Row(Right.MANAGE_PERSONS, "ines@example.org --reason x")),
            entry("person purge", new Row(Right.MANAGE_PERSONS, "")),
            entry("picture add", new Row(Right.PREPARE_RECALLS, "builds.csv")),
            entry("picture list", FREE),
            entry("product add", new Row(Right.PRODUCE, "{NEW} --gtin 4012345000023 --name P --brand Acme")),
            entry("product list", FREE),
            entry("proof accept", new Row(Right.REVIEW_PROOFS, "PRF-0000-0000")),
            entry("proof list", FREE),
            entry("proof picture", FREE),
            entry("proof refuse", new Row(Right.REVIEW_PROOFS, "PRF-0000-0000 --why x")),
            entry("proof show", FREE),
            entry("receipt key", FREE),
            entry("receipt rotate", FREE),
            entry("receipt verify", FREE),
            entry("recall approve", new Row(Right.APPROVE_RECALLS, "R-2026-001 --hash 0 --confirm-count 0")),
            entry("recall break-glass", new Row(Right.BREAK_GLASS, "R-2026-001 --hash 0 --confirm-count 0 --why x")),
            entry("recall close", new Row(Right.PREPARE_RECALLS, "R-2026-001 --why x")),
            entry("recall countersign", new Row(Right.APPROVE_RECALLS, "R-2026-001")),
            entry(
                    "recall draft",
                    new Row(Right.PREPARE_RECALLS, "--scope lot=K7 --notice examples/notice-battery.json")),
            entry("recall drill", FREE),
            entry("recall export", FREE),
            entry("recall lint", FREE),
            entry("recall list", FREE),
            entry("recall narrow", new Row(Right.PREPARE_RECALLS, "R-2026-001 --scope lot=K7")),
            entry("recall pause", new Row(Right.PREPARE_RECALLS, "R-2026-002 --why x")),
            entry("recall preview", new Row(Right.PREPARE_RECALLS, "R-2026-001")),
            entry("recall progress", FREE),
            entry("recall resume", new Row(Right.PREPARE_RECALLS, "R-2026-002")),
            entry("recall reword", new Row(Right.PREPARE_RECALLS, "R-2026-001 --notice examples/notice-battery.json")),
            entry("recall send-back", new Row(Right.APPROVE_RECALLS, "R-2026-001 --why x")),
            entry("recall status", FREE),
            entry("recall submit", new Row(Right.PREPARE_RECALLS, "R-2026-001 --hash 0")),
            entry("recall test", FREE),
            entry("recall waiting", FREE),
            entry("recall widen", new Row(Right.PREPARE_RECALLS, "R-2026-001 --scope lot=K7")),
            entry("recall withdraw", new Row(Right.PREPARE_RECALLS, "R-2026-001 --why x")),
            entry("remedy import", new Row(Right.RECORD_REMEDIES, "R-2026-002 mended.csv")),
            entry("remedy record", new Row(Right.RECORD_REMEDIES, "R-2026-002 {CODE}")),
            entry("remedy revoke", new Row(Right.RECORD_REMEDIES, "R-2026-002 {CODE} --why x")),
            entry("remedy show", FREE),
            entry("restore", FREE),
            entry("startup-cache", FREE),
            entry("serve", FREE),
            entry("sign-in", FREE),
            entry("sign-out", FREE),
            entry("signal decide", new Row(Right.DECIDE_SIGNALS, "SIG-0000-0000 --outcome test --why x")),
            entry("signal list", new Row(Right.DECIDE_SIGNALS, "")),
            entry("signal show", new Row(Right.DECIDE_SIGNALS, "SIG-0000-0000")),
            entry("signal status", new Row(Right.DECIDE_SIGNALS, "")),
            entry("user add", new Row(Right.MANAGE_ACCESS, "{NEW} --role viewer --password-file password.txt")),
            entry("user disable", new Row(Right.MANAGE_ACCESS, "somebody")),
            entry("user enable", new Row(Right.MANAGE_ACCESS, "somebody")),
            entry("user list", FREE),
            entry("user password", new Row(Right.MANAGE_ACCESS, "somebody --password-file password.txt")),
            entry("user roles", new Row(Right.MANAGE_ACCESS, "somebody --role viewer")),
            entry(
                    "webhook add",
                    new Row(Right.MANAGE_WEBHOOKS, "{NEW} https://h.example/ --event echt.recall.version")),
            entry("webhook change", new Row(Right.MANAGE_WEBHOOKS, "crm --url https://h.example/")),
            entry("webhook deliveries", FREE),
            entry("webhook list", FREE),
            entry("webhook pause", new Row(Right.MANAGE_WEBHOOKS, "crm")),
            entry("webhook remove", new Row(Right.MANAGE_WEBHOOKS, "gone")),
            entry("webhook replay", new Row(Right.MANAGE_WEBHOOKS, "crm --since 2026-11-01")),
            entry("webhook resume", new Row(Right.MANAGE_WEBHOOKS, "crm")),
            entry("webhook rotate", new Row(Right.MANAGE_WEBHOOKS, "crm")),
            entry("webhook show", FREE),
            entry("webhook test", new Row(Right.MANAGE_WEBHOOKS, "crm")),
            entry("whoami", FREE));

    @TempDir
    Path folder = Path.of("");

    private MemoryStarter starter = new MemoryStarter(Path.of(""));
    private String code = "";
    private int made;

    @BeforeEach
    void install() throws IOException {
        starter = new MemoryStarter(folder);
        CliScriptsTest.examples(folder);
        Files.writeString(folder.resolve("password.txt"), "two persons, four eyes\n");
        Files.writeString(folder.resolve("builds.csv"), "parent,part,from\n");
        Files.writeString(folder.resolve("mended.csv"), "code,kind,date\n");
        done("key init --issuer acme");
        done("product add cell --gtin 4012345000016 --name Cell --brand Acme");
        done("batch issue --product cell --lot K7 --count 1 --out k7.csv");
        code = Files.readAllLines(folder.resolve("k7.csv")).get(1).split(",")[0];
        done("attribute define plant --type number");
        done("attribute set plant=1 --item {CODE} --why x");
        done("recall draft --scope lot=K7 --notice examples/notice-battery.json");
        var content = Notices.stopUse(new Scope.Lot("K7", "K7"));
        starter.stores()
                .recalls()
                .append(
                        "R-2026-002",
                        Notices.published(1, 1, content, starter.time().instant()));
        done("webhook add crm https://crm.example/ --event echt.recall.version");
        done("user add somebody --role viewer --password-file password.txt");
        done("sign-in somebody --password-file password.txt");
        for (var role : Role.values()) {
            done("user add " + name(role) + " --role " + role + " --password-file password.txt --by somebody");
            done("sign-in " + name(role) + " --password-file password.txt");
        }
    }

    private static String name(Role role) {
        return "of." + role.name().toLowerCase(Locale.ROOT);
    }

    @Test
    void everyCommandHasARow() {
        var known = new TreeSet<String>();
        collect(Cli.commandLine(shell(new ByteArrayOutputStream())), "", known);
        assertEquals(known, new TreeSet<>(ROWS.keySet()));
    }

    private static void collect(CommandLine command, String path, Set<String> into) {
        if (command.getSubcommands().isEmpty()) {
            into.add(path);
        }
        command.getSubcommands().forEach((name, sub) -> collect(sub, (path + " " + name).strip(), into));
    }

    @Test
    void everyRoleGetsAsFarAsItsRights() {
        var wrong = new ArrayList<String>();
        new TreeMap<>(ROWS).forEach((command, row) -> {
            var right = row.right();
            if (right != null) {
                for (var role : Role.values()) {
                    check(command, row, right, role, wrong);
                }
            }
        });
        assertEquals(List.of(), wrong);
    }

    private void check(String command, Row row, Right right, Role role, List<String> wrong) {
        var said = new ByteArrayOutputStream();
        int exit = run(command + " " + row.arguments() + " --by " + name(role), said);
        boolean may = role.rights().contains(right);
        if (may == (exit == Exit.SIGN_IN)) {
            wrong.add(command + " as " + role + " ended with " + exit + ": " + said.toString(StandardCharsets.UTF_8));
        }
    }

    private void done(String line) {
        var said = new ByteArrayOutputStream();
        int exit = run(line, said);
        assertEquals(Exit.FINE, exit, () -> line + "\n" + said.toString(StandardCharsets.UTF_8));
    }

    private int run(String line, ByteArrayOutputStream said) {
        var filled = line.strip().replace("{CODE}", code).replace("{NEW}", "new" + made++);
        return Cli.run(filled.split(" +"), shell(said));
    }

    private Shell shell(ByteArrayOutputStream said) {
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        var terminal = new Terminal(new ByteArrayInputStream(new byte[0]), out, out, false, false, false, false);
        var surroundings =
                new Shell.Surroundings(folder, "jonas.kern", new Random(11), starter::nanos, () -> new Guard());
        return new Shell(terminal, starter, surroundings);
    }

    private static final class Guard implements Interrupts.Guard {
        @Override
        public boolean stopping() {
            return false;
        }

        @Override
        public void close() {}
    }
}
