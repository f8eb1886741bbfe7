package org.echt.app.cli;

import java.util.List;
import org.echt.app.config.ConfigFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code echt help}: examples first. */
@Command(
        name = "help",
        header = "Shows the help of a command, or all keys of the configuration.",
        description = {"  echt help", "  echt help batch issue", "  echt help config"})
final class HelpCommand extends Action {
    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "Noun and verb, or config.")
    List<String> words = List.of();

    @Spec
    @Nullable
    CommandSpec spec;

    HelpCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run() {
        if (words.equals(List.of("config"))) {
            shell.output().line(ConfigFile.help().stripTrailing());
            return Exit.FINE;
        }
        var command = java.util.Objects.requireNonNull(spec).root().commandLine();
        for (String word : words) {
            command = below(command, word);
        }
        command.usage(command.getOut());
        return Exit.FINE;
    }

    private static CommandLine below(CommandLine command, String word) {
        var commands = command.getSubcommands();
        var found = commands.get(word);
        if (found == null) {
            throw Complaint.usage(
                    "there is no command \"" + word + "\". " + Words.maybe(word, commands.keySet()), "All: echt help");
        }
        return found;
    }
}
