package org.echt.app.cli;

import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import org.echt.core.access.Right;
import org.echt.core.access.Role;
import org.echt.core.access.User;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt user}: who has an account, and for what. */
@Command(
        name = "user",
        header = "Accounts of people: who may prepare recalls, who may sign them, who looks after the rest.",
        description = {
            "  echt user add mara.vogel --role quality --password-file mara.txt",
            "  echt user add jonas.kern --role approver --password-file jonas.txt",
            "  echt user list"
        },
        subcommands = {
            UserCommands.Add.class,
            UserCommands.ListUsers.class,
            UserCommands.Roles.class,
            UserCommands.Password.class,
            UserCommands.Disable.class,
            UserCommands.Enable.class
        })
final class UserCommands {
    private UserCommands() {}

    private static final String ROLES = "viewer, service, production, quality, approver, auditor or admin; repeatable.";

    private static void say(Output output, User user) {
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("user", user.name());
        facts.put(
                "roles", new TreeSet<>(user.roles()).stream().map(Words::lower).toList());
        facts.put("disabled", user.disabled());
        output.facts(facts);
    }

    @Command(
            name = "add",
            header = "Adds a user; the first one becomes admin besides.",
            description = "  echt user add mara.vogel --role quality --password-file mara.txt")
    static final class Add extends Action.OnWorkbench {
        @Parameters(paramLabel = "NAME", description = "Lower-case letters, digits, dots and dashes.")
        String name = "";

        @Option(names = "--role", required = true, paramLabel = "R", description = ROLES)
        List<Role> roles = List.of();

        @Mixin
        PasswordSource password = new PasswordSource();

        Add(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) throws IOException {
            var act = shell.act(bench, Right.MANAGE_ACCESS, "");
            var secret = password.read(shell, "Password of " + name + ":");
            say(output, bench.access().addUser(name, EnumSet.copyOf(roles), secret, act));
            output.say("Sign in with: echt sign-in " + name);
            return Exit.FINE;
        }
    }

    @Command(name = "list", header = "Lists the users.", description = "  echt user list")
    static final class ListUsers extends Action.OnWorkbench {
        ListUsers(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var rows = new Output.Rows("user", "roles", "disabled", "locked_until");
            for (var user : bench.access().users()) {
                rows.add(
                        user.name(),
                        new TreeSet<>(user.roles()).stream().map(Words::lower).toList(),
                        user.disabled(),
                        user.lockedUntil() == null ? null : user.lockedUntil().toString());
            }
            output.list(rows);
            return Exit.FINE;
        }
    }

    /** A change of one user. */
    abstract static class OfUser extends Action.OnWorkbench {
        @Parameters(index = "0", paramLabel = "NAME", description = "The user.")
        String name = "";

        @Mixin
        final Reason why = new Reason();

        OfUser(Shell shell) {
            super(shell);
        }
    }

    @Command(
            name = "roles",
            header = "Gives a user other roles.",
            description = "  echt user roles mara.vogel --role quality --role service")
    static final class Roles extends OfUser {
        @Option(names = "--role", required = true, paramLabel = "R", description = ROLES)
        List<Role> roles = List.of();

        Roles(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var act = shell.act(bench, Right.MANAGE_ACCESS, why.text);
            say(output, bench.access().setRoles(name, EnumSet.copyOf(roles), act));
            return Exit.FINE;
        }
    }

    @Command(
            name = "password",
            header = "Sets a user's password: one's own, or as admin another's.",
            description = "  echt user password mara.vogel --password-file new.txt")
    static final class Password extends OfUser {
        @Mixin
        PasswordSource password = new PasswordSource();

        Password(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) throws IOException {
            var act = shell.act(bench, null, why.text);
            bench.access().setPassword(name, password.read(shell, "New password of " + name + ":"), act);
            output.say("The password of " + name + " is changed.");
            return Exit.FINE;
        }
    }

    @Command(
            name = "disable",
            header = "Closes an account; its sessions end at once.",
            description = "  echt user disable mara.vogel --why \"left the company\"")
    static final class Disable extends OfUser {
        Disable(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            say(output, bench.access().setDisabled(name, true, shell.act(bench, Right.MANAGE_ACCESS, why.text)));
            return Exit.FINE;
        }
    }

    @Command(name = "enable", header = "Opens a closed account again.", description = "  echt user enable mara.vogel")
    static final class Enable extends OfUser {
        Enable(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            say(output, bench.access().setDisabled(name, false, shell.act(bench, Right.MANAGE_ACCESS, why.text)));
            return Exit.FINE;
        }
    }
}
