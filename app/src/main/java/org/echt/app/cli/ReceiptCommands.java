package org.echt.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import org.echt.core.canonical.CanonicalJson;
import org.echt.core.canonical.ObjectBuilder;
import org.echt.core.canonical.Value;
import org.echt.core.receipt.Outcome;
import org.echt.core.receipt.ReceiptKeys;
import org.echt.core.receipt.ReceiptVerifier;
import org.echt.core.tlog.MalformedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt receipt}: what customers were told, and can prove. */
@Command(
        name = "receipt",
        header = "Verifies what customers were told, and the keys for it.",
        description = {
            "  echt receipt verify receipt.json",
            "  echt receipt key > keys.json",
            "  echt receipt verify --key keys.json - < receipt.txt",
            "  echt receipt rotate"
        },
        subcommands = {ReceiptCommands.Verify.class, ReceiptCommands.Key.class, ReceiptCommands.Rotate.class})
final class ReceiptCommands {
    private static final int MAX_BYTES = 1 << 20;

    private ReceiptCommands() {}

    @Command(
            name = "verify",
            header = "Says whether a receipt is ours and unchanged, and what was answered. Needs no network.",
            description = {
                "  echt receipt verify receipt.json",
                "  echt receipt verify --key keys.json - < receipt.txt",
                "  echt receipt verify --code 7Q4MXX-J2T9KD-3HV8YC receipt.json"
            })
    static final class Verify extends Action {
        @Parameters(paramLabel = "FILE", description = "The receipt in either form; - for stdin.")
        String file = "";

        @Option(
                names = "--key",
                paramLabel = "FILE",
                description = "Public keys, as /.well-known/echt-receipts gives them. Default: those of the key store.")
        @Nullable
        Path key;

        @Option(names = "--code", paramLabel = "CODE", description = "Say whether the receipt is about this code.")
        String code = "";

        @Option(names = "--lang", paramLabel = "TAG", description = "Language of the words. Default: ${DEFAULT-VALUE}.")
        String language = "en";

        Verify(Shell shell) {
            super(shell);
        }

        @Override
        int run() throws IOException {
            var outcome = new ReceiptVerifier(keys()).verify(text());
            var output = shell.output();
            if (output.isJson()) {
                output.line(new String(CanonicalJson.write(json(outcome).build()), UTF_8));
            } else {
                output.line(shell.starter()
                        .answers()
                        .verified(outcome, code, language)
                        .stripTrailing());
            }
            switch (outcome) {
                case Outcome.Valid _ -> {}
                case Outcome.NotOurs(var cause) -> output.say("Not ours: " + cause + ".");
                case Outcome.Altered(var place) -> output.say("Altered: " + Words.lower(place) + ".");
                case Outcome.Malformed(var cause) -> output.say("Malformed: " + cause + ".");
            }
            return outcome instanceof Outcome.Valid && isAbout(outcome) ? Exit.FINE : Exit.FAILURE;
        }

        private boolean isAbout(Outcome outcome) {
            return code.isBlank()
                    || (outcome instanceof Outcome.Valid(var receipt)
                            && receipt.says().code().opens(code));
        }

        private ObjectBuilder json(Outcome outcome) {
            var out = Value.object();
            return switch (outcome) {
                case Outcome.Valid(var receipt) -> {
                    out.put("outcome", "VALID").put("receipt", receipt.value());
                    yield code.isBlank() ? out : out.put("aboutCode", isAbout(outcome));
                }
                case Outcome.NotOurs(var cause) ->
                    out.put("outcome", "NOT_OURS").put("cause", cause);
                case Outcome.Altered(var place) -> out.put("outcome", "ALTERED").put("place", place.name());
                case Outcome.Malformed(var cause) ->
                    out.put("outcome", "MALFORMED").put("cause", cause);
            };
        }

        private ReceiptKeys keys() throws IOException {
            var given = key;
            if (given == null) {
                return shell.starter().keystore(shell.options()).receipts().published();
            }
            try {
                return ReceiptKeys.parse(read(shell.path(given)));
            } catch (MalformedException e) {
                throw Complaint.failure(
                        given + " holds no keys of receipts: " + e.getMessage(),
                        "Fetch them: https://YOUR-SITE/.well-known/echt-receipts, or: echt receipt key");
            }
        }

        private String text() throws IOException {
            return file.equals("-")
                    ? new String(shell.terminal().in().readNBytes(MAX_BYTES), UTF_8)
                    : read(shell.path(Path.of(file)));
        }

        private static String read(Path path) throws IOException {
            try (var in = Files.newInputStream(path)) {
                return new String(in.readNBytes(MAX_BYTES), UTF_8);
            } catch (NoSuchFileException _) {
                throw Complaint.failure("there is no file " + path, "Read a receipt from stdin: echt receipt verify -");
            }
        }
    }

    @Command(
            name = "key",
            header = "Prints the public keys, every version: all that is needed to verify receipts.",
            description = "  echt receipt key > keys.json")
    static final class Key extends Action {
        Key(Shell shell) {
            super(shell);
        }

        @Override
        int run() {
            var keys = shell.starter().keystore(shell.options()).receipts().published();
            shell.output().line(new String(keys.json(), UTF_8));
            return Exit.FINE;
        }
    }

    @Command(
            name = "rotate",
            header = "Begins the next version of the key; what was signed before stays valid.",
            description = "  echt receipt rotate")
    static final class Rotate extends Action {
        Rotate(Shell shell) {
            super(shell);
        }

        @Override
        int run() {
            int version = shell.starter()
                    .keystore(shell.options())
                    .rotateReceipts(Instant.now().truncatedTo(ChronoUnit.SECONDS));
            var facts = new LinkedHashMap<String, Object>();
            facts.put("key", version);
            shell.output().facts(facts);
            shell.output()
                    .say("Servers take it up within a minute where they share this file; copy it to the others"
                            + " within five. Keep a copy of the key store again.");
            return Exit.FINE;
        }
    }
}
