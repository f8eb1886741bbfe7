package org.echt.app.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.TreeSet;
import org.echt.core.access.SignIn;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code echt sign-in}, {@code sign-out}, {@code whoami}. */
final class SignInCommands {
    private SignInCommands() {}

    @Command(
            name = "sign-in",
            header =
                    "Opens a session of 12 hours; --by NAME chooses whose session a command uses where there are several.",
            description = {"  echt sign-in mara.vogel", "  echt sign-in jonas.kern --password-file jonas.txt"})
    static final class In extends Action.OnWorkbench {
        @Parameters(paramLabel = "NAME", description = "Who signs in.")
        String name = "";

        @Mixin
        PasswordSource password = new PasswordSource();

        In(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) throws IOException {
            var secret = password.read(shell, "Password of " + name + ":");
            return switch (bench.access().signIn(name, secret)) {
                case SignIn.SignedIn in -> {
                    shell.sessions(bench).keep(name, in.token());
                    var facts = new LinkedHashMap<String, Object>();
                    facts.put("user", name);
                    facts.put(
                            "rights",
                            new TreeSet<>(in.actor().rights())
                                    .stream().map(Words::lower).toList());
                    facts.put("until", in.expiresAt().toString());
                    output.facts(facts);
                    Waiting.say(bench.recalls().waiting(), bench.clock().instant(), output);
                    yield Exit.FINE;
                }
                case SignIn.WrongNameOrPassword _, SignIn.Locked _, SignIn.Disabled _ ->
                    throw Complaint.signIn(
                            name + " was not signed in: the name or the password is wrong, or the account is closed or"
                                    + " waits after wrong passwords",
                            "Try again in a minute, or ask an admin: echt user list");
            };
        }
    }

    @Command(name = "sign-out", header = "Ends a session.", description = "  echt sign-out")
    static final class Out extends Action.OnWorkbench {
        Out(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) throws IOException {
            var act = shell.act(bench, null, "");
            var secret = shell.sessions(bench).secret(act.name());
            if (secret.isPresent()) {
                bench.access().signOut(secret.get(), act);
                shell.sessions(bench).forget(act.name());
            }
            output.say(act.name() + " is signed out.");
            return Exit.FINE;
        }
    }

    @Command(name = "whoami", header = "Says who acts and what they may do.", description = "  echt whoami")
    static final class WhoAmI extends Action.OnWorkbench {
        WhoAmI(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var actor = shell.act(bench, null, "").by();
            var facts = new LinkedHashMap<String, Object>();
            facts.put("user", actor.name());
            facts.put(
                    "rights",
                    new TreeSet<>(actor.rights()).stream().map(Words::lower).toList());
            output.facts(facts);
            Waiting.say(bench.recalls().waiting(), bench.clock().instant(), output);
            return Exit.FINE;
        }
    }
}
