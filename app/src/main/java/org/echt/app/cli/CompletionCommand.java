package org.echt.app.cli;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code echt completion}: a script for the shell. */
@Command(
        name = "completion",
        header = "Prints the completion script for a shell.",
        description = {
            "  source <(echt completion bash)",
            "  echt completion fish > ~/.config/fish/completions/echt.fish"
        })
final class CompletionCommand extends Action {
    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    String kind = "";

    @Spec
    @Nullable
    CommandSpec spec;

    CompletionCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run() {
        var root = java.util.Objects.requireNonNull(spec).root().commandLine();
        shell.output()
                .line(
                        switch (kind) {
                            case "bash", "zsh" ->
                                AutoComplete.bash("echt", root).stripTrailing();
                            case "fish" -> fish(root);
                            default ->
                                throw Complaint.usage(
                                        "there is no completion for \"" + kind + "\"", "Possible are: bash, zsh, fish");
                        });
        return Exit.FINE;
    }

    /** One line for each noun, verb and option, offered where its command stands. */
    private static String fish(CommandLine root) {
        var script = new StringBuilder("complete -c echt -f\n");
        offer(script, root, "not __fish_seen_subcommand_from " + names(root));
        root.getSubcommands().forEach((noun, command) -> {
            boolean leaf = command.getSubcommands().isEmpty();
            String seen = "__fish_seen_subcommand_from " + noun;
            offer(script, command, leaf ? seen : seen + "; and not __fish_seen_subcommand_from " + names(command));
            command.getSubcommands()
                    .forEach((verb, inner) -> offer(script, inner, seen + "; and __fish_seen_subcommand_from " + verb));
        });
        return script.toString().stripTrailing();
    }

    private static void offer(StringBuilder script, CommandLine command, String where) {
        command.getSubcommands()
                .forEach((name, inner) -> script.append("complete -c echt -n '%s' -a %s -d '%s'\n"
                        .formatted(where, name, header(inner.getCommandSpec()))));
        for (OptionSpec option : command.getCommandSpec().options()) {
            script.append("complete -c echt -n '%s' -l %s%s -d '%s'\n"
                    .formatted(
                            where,
                            option.longestName().replaceFirst("^--", ""),
                            option.arity().max() > 0 ? " -r -F" : "",
                            plain(String.join(" ", option.description()))));
        }
    }

    private static String names(CommandLine command) {
        return command.getSubcommands().keySet().stream().collect(Collectors.joining(" "));
    }

    private static String header(CommandSpec spec) {
        return plain(String.join(" ", spec.usageMessage().header()));
    }

    private static String plain(String text) {
        return text.replace("'", "\\'");
    }
}
