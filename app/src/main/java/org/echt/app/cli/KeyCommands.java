package org.echt.app.cli;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.echt.app.keys.Keystore;
import org.echt.core.keys.KeyCommitment;
import org.echt.core.keys.KeySlot;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt key}: the key store, in either profile. */
@Command(
        name = "key",
        header = "The secret codes are made with, and its slots.",
        description = {
            "  echt key init --issuer acme",
            "  echt key list",
            "  echt key open",
            "  echt key retire A/1",
            "  echt key rotate --symbol A",
            "  echt key check"
        },
        subcommands = {
            KeyCommands.Init.class,
            KeyCommands.Show.class,
            KeyCommands.Open.class,
            KeyCommands.Retire.class,
            KeyCommands.Rotate.class,
            KeyCommands.Check.class
        })
final class KeyCommands {
    private static final Pattern SLOT = Pattern.compile("(.)/([1-9][0-9]{0,5})");

    private KeyCommands() {}

    @Command(
            name = "init",
            header = "Makes the key store and opens its first slot.",
            description = "  echt key init --issuer acme")
    static final class Init extends OnKeys {
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
            var keystore = keystore();
            var found = keystore.create(issuer, new SecureRandom());
            var slot = keystore.openSlot(null);
            var facts = new LinkedHashMap<String, Object>();
            facts.put("file", keystore.file());
            facts.put("issuer", issuer);
            facts.put("slot", slot.name());
            shell.output().facts(facts);
            if (!found.isEmpty()) {
                shell.output()
                        .say(
                                "The token held keys of " + issuer + " already; they verify and do not issue: "
                                        + names(found)
                                        + ". What an earlier file sealed (personal data, signatures) opens with that file only.");
            }
            shell.output()
                    .say("Keep a copy of the file offline: without it no code issued here can be verified again.");
            return Exit.FINE;
        }
    }

    @Command(name = "list", header = "Lists the slots.", description = "  echt key list")
    static final class Show extends OnKeys {
        Show(Shell shell) {
            super(shell);
        }

        @Override
        int run() {
            var rows = new Output.Rows("slot", "state", "issuer");
            for (var slot : keystore().ring().slots()) {
                rows.add(slot.name(), Words.lower(slot.state()), slot.issuer());
            }
            shell.output().list(rows);
            return Exit.FINE;
        }
    }

    @Command(
            name = "open",
            header = "Opens a slot, or the next version of one.",
            description = {"  echt key open", "  echt key open --symbol 7"})
    static final class Open extends OnKeys {
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
            var slot = keystore().openSlot(symbol);
            var facts = new LinkedHashMap<String, Object>();
            facts.put("slot", slot.name());
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
    static final class Retire extends OnKeys {
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
            boolean done = keystore().retire(matcher.group(1).charAt(0), Integer.parseInt(matcher.group(2)));
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

    @Command(
            name = "rotate",
            header = "Opens the next version under a symbol and retires the one before; codes of both stay valid.",
            description = "  echt key rotate --symbol A")
    static final class Rotate extends OnKeys {
        @Option(names = "--symbol", required = true, paramLabel = "S", description = "First symbol of the codes.")
        char symbol = ' ';

        Rotate(Shell shell) {
            super(shell);
        }

        @Override
        int run() {
            var rotated = keystore().rotate(symbol);
            var facts = new LinkedHashMap<String, Object>();
            facts.put("opened", rotated.opened().name());
            facts.put("retired", rotated.retired().stream().map(KeySlot::name).toList());
            shell.output().facts(facts);
            shell.output().say("Keep a copy of the key store again: it names a slot more.");
            return Exit.FINE;
        }
    }

    @Command(
            name = "check",
            header = "Asks every slot's key for an answer and commits to it; or finds the key of a commitment.",
            description = {"  echt key check", "  echt key check --commitment NONCE:HASH"})
    static final class Check extends OnKeys {
        @Option(
                names = "--commitment",
                paramLabel = "C",
                description = "A commitment made before: which slot's key is it? (spec/serial-code.md)")
        @Nullable
        String commitment;

        Check(Shell shell) {
            super(shell);
        }

        @Override
        int run() {
            var slots = keystore().ring().slots();
            return commitment == null ? checkAll(slots) : find(slots, KeyCommitment.parse(commitment));
        }

        private int checkAll(List<KeySlot> slots) {
            var rows = new Output.Rows("slot", "state", "answers", "commitment");
            int silent = 0;
            for (var slot : slots) {
                var nonce = new byte[KeyCommitment.NONCE];
                shell.random().nextBytes(nonce);
                try {
                    var made = KeyCommitment.of(slot.key(), nonce);
                    KeyCommitment.of(slot.blinding(), nonce);
                    slot.inside().mac(nonce);
                    rows.add(slot.name(), Words.lower(slot.state()), true, made.text());
                } catch (IllegalStateException e) {
                    silent++;
                    rows.add(slot.name(), Words.lower(slot.state()), false, "");
                    shell.output().say(slot.name() + ": " + e.getMessage());
                }
            }
            shell.output().list(rows);
            return silent == 0 ? Exit.FINE : Exit.FAILURE;
        }

        private int find(List<KeySlot> slots, KeyCommitment made) {
            var slot = slots.stream()
                    .filter(s -> made.holds(s.key()))
                    .findFirst()
                    .orElseThrow(() -> Complaint.failure(
                            "no slot's key is the one of this commitment",
                            "Maybe it was made with another key store? Show the slots: echt key list"));
            var facts = new LinkedHashMap<String, Object>();
            facts.put("slot", slot.name());
            facts.put("issuer", slot.issuer());
            facts.put("state", Words.lower(slot.state()));
            shell.output().facts(facts);
            return Exit.FINE;
        }
    }

    /** A verb over the key store alone. */
    abstract static class OnKeys extends Action {
        OnKeys(Shell shell) {
            super(shell);
        }

        final Keystore keystore() {
            return shell.starter().keystore(shell.options());
        }

        static String names(List<KeySlot> slots) {
            return String.join(", ", slots.stream().map(KeySlot::name).toList());
        }
    }
}
