package org.echt.app.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code echt}: the tree of nouns, and the options every command has. */
@Command(
        name = "echt",
        header = "Serial codes nobody can invent, honest answers, exact recalls.",
        description = {
            "  echt demo                                  a small factory with everything in it",
            "  echt key init --issuer acme                a key store for your own",
            "  echt batch issue --product laptop --lot 26C11 --count 5000 --out codes.csv",
            "  echt code check 7Q4MXX-J2T9KD-3HV8YC",
            "  echt help recall draft                     examples of any command"
        },
        version = "echt 0.1.0",
        subcommands = {
            KeyCommands.class,
            ProductCommands.class,
            BatchCommands.class,
            MakerCommands.class,
            CodeCommands.class,
            ClaimCommand.class,
            ReceiptCommands.class,
            AttributeCommands.class,
            AsBuiltCommands.class,
            RecallCommands.class,
            PictureCommands.class,
            RemedyCommands.class,
            ProofCommands.class,
            ItemCommands.class,
            DisputeCommands.class,
            SignalCommands.class,
            DeliveryCommands.class,
            MessageCommands.class,
            PersonCommands.class,
            UserCommands.class,
            SignInCommands.In.class,
            SignInCommands.Out.class,
            SignInCommands.WhoAmI.class,
            ApiKeyCommands.class,
            WebhookCommands.class,
            AuditCommands.class,
            LogCommands.class,
            DossierCommands.class,
            RunCommands.Serve.class,
            RunCommands.Demo.class,
            DoctorCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            StartupCacheCommand.class,
            HelpCommand.class,
            CompletionCommand.class
        })
final class Root extends Action {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Data folder of the installation.")
    @Nullable
    Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Configuration file; its keys: echt help config")
    @Nullable
    Path config;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Whose session is used; the only one there otherwise.")
    String by = "";

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Data as JSON; streams as one object a line.")
    boolean json;

    @Option(names = "--quiet", scope = ScopeType.INHERIT, description = "No talk and no progress on standard error.")
    boolean quiet;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Stack traces of errors.")
    boolean debug;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Prints the version.")
    boolean version;

    @Spec
    @Nullable
    CommandSpec spec;

    Root(Shell shell) {
        super(shell);
    }

    @Override
    int run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
        return Exit.FINE;
    }
}
