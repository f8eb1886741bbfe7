package org.echt.app.cli;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.regex.Pattern;
import org.echt.app.keys.KeystoreFile;
import org.echt.core.keys.KeySlot;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt key}: the software key store. */
@Command(
        name = "key",
        header = "The secret codes are made with, and its slots.",
        description = {"  echt key init --issuer acme", "  echt key list", "  echt key open", "  echt key retire A/1"},
        subcommands = {KeyCommands.Init.class, KeyCommands.Show.class, KeyCommands.Open.class, KeyCommands.Retire.class
        })
final class KeyCommands {
    private KeyCommands() {}

    @Command(
            name = "init",
            header = "Makes the key store and opens its first slot.",
            description = "  echt key init --issuer acme")
    static final class Init extends Action {
        @Option(
                names = "--issuer",
                required = true,
                paramLabel = "NAME",
                description = "Who issues; goes into every key and never changes.")
        String issuer = "";

        Init(Shell shell) {
            super(shell);
        }

        @Override
        int run() {
            var file = shell.starter().keystore(shell.options());
            KeystoreFile.create(file, issuer, new SecureRandom());
            var slot = KeystoreFile.openSlot(file, null);
            var facts = new LinkedHashMap<String, Object>();
            facts.put("file", file);
            facts.put("issuer", issuer);
            facts.put("slot", name(slot));
            shell.output().facts(facts);
            shell.output()
                    .say("Keep a copy of the file offline: without it no code issued here can be verified again.");
            return Exit.FINE;
        }
    }

    @Command(name = "list", header = "Lists the slots.", description = "  echt key list")
    static final class Show extends Action {
        Show(Shell shell) {
            super(shell);
        }

        @Override
        int run() {
            var rows = new Output.Rows("slot", "state", "issuer");
            for (var slot :
                    KeystoreFile.open(shell.starter().keystore(shell.options())).slots()) {
                rows.add(name(slot), Words.lower(slot.state()), slot.issuer());
            }
            shell.output().list(rows);
            return Exit.FINE;
        }
    }

    @Command(
            name = "open",
            header = "Opens a slot, or the next version of one.",
            description = {"  echt key open", "  echt key open --symbol 7"})
    static final class Open extends Action {
        @Option(
                names = "--symbol",
                paramLabel = "S",
                description = "First symbol of the codes; the first unused one otherwise.")
        @Nullable
        Character symbol;

        Open(Shell shell) {
            super(shell);
        }

        @Override
        int run() {
            var slot = KeystoreFile.openSlot(shell.starter().keystore(shell.options()), symbol);
            var facts = new LinkedHashMap<String, Object>();
            facts.put("slot", name(slot));
            facts.put("state", Words.lower(slot.state()));
            shell.output().facts(facts);
            shell.output().say("Keep a copy of the key store again: it names a slot more.");
            return Exit.FINE;
        }
    }

    @Command(
            name = "retire",
            header = "Ends issuing under a slot; its codes are verified for ever.",
            description = "  echt key retire A/1")
    static final class Retire extends Action {
        private static final Pattern SLOT = Pattern.compile("(.)/([1-9][0-9]{0,5})");

        @Parameters(paramLabel = "S/V", description = "Symbol and version.")
        String slot = "";

        Retire(Shell shell) {
            super(shell);
        }

        @Override
        int run() {
            var matcher = SLOT.matcher(slot);
            if (!matcher.matches()) {
                throw Complaint.usage(
                        "slot \"" + slot + "\" is not a symbol, a slash and a version",
                        "Show the slots: echt key list");
            }
            boolean done = KeystoreFile.retire(
                    shell.starter().keystore(shell.options()),
                    matcher.group(1).charAt(0),
                    Integer.parseInt(matcher.group(2)));
            var facts = new LinkedHashMap<String, Object>();
            facts.put("slot", slot);
            facts.put("state", Words.lower(KeySlot.State.RETIRED));
            shell.output().facts(facts);
            if (!done) {
                shell.output().say("It was retired before.");
            }
            return Exit.FINE;
        }
    }

    private static String name(KeySlot slot) {
        return slot.symbol() + "/" + slot.version();
    }
}
