package org.echt.app.cli;

import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import org.echt.core.access.Right;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt apikey}: programs that may do something. */
@Command(
        name = "apikey",
        header = "Keys for programs and service shops, each with the few rights it needs.",
        description = {
            "  echt apikey create shop-12 --right record_remedies",
            "  echt apikey list",
            "  echt apikey revoke shop-12 --why \"contract ended\""
        },
        subcommands = {ApiKeyCommands.Create.class, ApiKeyCommands.ListKeys.class, ApiKeyCommands.Revoke.class})
final class ApiKeyCommands {
    private ApiKeyCommands() {}

    @Command(
            name = "create",
            header = "Makes a key and shows its secret this once.",
            description = "  echt apikey create shop-12 --right record_remedies --expires 2027-12-31")
    static final class Create extends Action.OnWorkbench {
        @Parameters(paramLabel = "NAME", description = "Whose key it is.")
        String name = "";

        @Option(
                names = "--right",
                required = true,
                paramLabel = "R",
                description = "read, produce, describe_items, record_remedies or read_audit; repeatable.")
        List<Right> rights = List.of();

        @Option(names = "--expires", paramLabel = "DATE", description = "When it ends; never otherwise.")
        @Nullable
        Instant expires;

        Create(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var act = shell.act(bench, Right.MANAGE_ACCESS, "");
            var secret = bench.access().createKey(name, EnumSet.copyOf(rights), expires, act);
            var facts = new LinkedHashMap<String, @Nullable Object>();
            facts.put("key", name);
            facts.put("rights", rights.stream().map(Words::lower).toList());
            facts.put("expires", expires);
            facts.put("secret", secret);
            output.facts(facts);
            output.say("The secret is shown this once. Send it as: Authorization: Bearer <secret>");
            return Exit.FINE;
        }
    }

    @Command(name = "list", header = "Lists the keys, without their secrets.", description = "  echt apikey list")
    static final class ListKeys extends Action.OnWorkbench {
        ListKeys(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var rows = new Output.Rows("key", "rights", "expires", "revoked");
            for (var key : bench.access().keys()) {
                rows.add(
                        key.name(),
                        new TreeSet<>(key.rights()).stream().map(Words::lower).toList(),
                        key.expiresAt() == null ? null : key.expiresAt().toString(),
                        key.revoked());
            }
            output.list(rows);
            return Exit.FINE;
        }
    }

    @Command(
            name = "revoke",
            header = "Takes a key back, at once.",
            description = "  echt apikey revoke shop-12 --why \"contract ended\"")
    static final class Revoke extends Action.OnWorkbench {
        @Parameters(paramLabel = "NAME", description = "The key.")
        String name = "";

        @Mixin
        final Reason why = new Reason();

        Revoke(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            bench.access().revokeKey(name, shell.act(bench, Right.MANAGE_ACCESS, why.text));
            output.say("API key " + name + " is revoked.");
            return Exit.FINE;
        }
    }
}
