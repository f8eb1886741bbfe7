package org.echt.app.cli;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Right;
import org.jspecify.annotations.Nullable;

/**
 * Where a command runs: its streams, its folder, chance, time for progress, and the door to everything else. One per
 * invocation; not thread-safe.
 */
final class Shell {
    private static final Set<Right> SETTING_UP =
            EnumSet.complementOf(EnumSet.of(Right.APPROVE_RECALLS, Right.BREAK_GLASS));

    private final Terminal terminal;
    private final Starter starter;
    private final Surroundings surroundings;
    private Root root = new Root(this);

    /**
     * What else differs between a process and a test.
     *
     * @param folder relative paths count from here
     * @param user who acts unless {@code --by} says otherwise
     * @param random for order names and samples
     * @param nanos for rates
     * @param interrupts how work learns that it is to stop
     */
    record Surroundings(Path folder, String user, RandomGenerator random, LongSupplier nanos, Interrupts interrupts) {}

    Shell(Terminal terminal, Starter starter, Surroundings surroundings) {
        this.terminal = terminal;
        this.starter = starter;
        this.surroundings = surroundings;
    }

    /** The root command of this invocation carries the global options. */
    Root newRoot() {
        root = new Root(this);
        return root;
    }

    Terminal terminal() {
        return terminal;
    }

    Starter starter() {
        return starter;
    }

    RandomGenerator random() {
        return surroundings.random();
    }

    LongSupplier nanos() {
        return surroundings.nanos();
    }

    Interrupts interrupts() {
        return surroundings.interrupts();
    }

    Path path(Path given) {
        return surroundings.folder().resolve(given);
    }

    String user() {
        return root.by.isBlank() ? surroundings.user() : root.by;
    }

    /**
     * A step of whoever is signed in here. While nobody has an account, whoever can open the data folder may do everything
     * but sign recalls.
     *
     * @param right what the step needs; null where the step itself knows
     */
    Act act(Workbench bench, @Nullable Right right, String why) {
        var actor = bench.access().isEmpty() ? settingUp() : signedIn(bench);
        if (right != null) {
            actor.require(right);
        }
        return new Act(actor, why);
    }

    private Actor settingUp() {
        output().say("Nobody has an account yet, so " + user()
                + " may do all but sign recalls. Add people: echt user add NAME --role ROLE");
        return new Actor(user(), SETTING_UP);
    }

    private Actor signedIn(Workbench bench) {
        var sessions = sessions(bench);
        var name = root.by;
        if (name.isBlank()) {
            var open = sessions.users();
            if (open.size() > 1) {
                throw Complaint.signIn("several people are signed in here: " + open, "Say who acts: --by NAME");
            }
            name = open.isEmpty() ? "" : open.getFirst();
        }
        var who = name.isBlank() ? "NAME" : name;
        return sessions.secret(name)
                .flatMap(bench.access()::actorOf)
                .orElseThrow(() -> Complaint.signIn(
                        "nobody is signed in" + (root.by.isBlank() ? "" : " as " + root.by)
                                + ", or the session has ended",
                        "Sign in: echt sign-in " + who));
    }

    Sessions sessions(Workbench bench) {
        return new Sessions(bench.folder().resolve("sessions"));
    }

    boolean isQuiet() {
        return root.quiet;
    }

    boolean isDebug() {
        return root.debug;
    }

    Output output() {
        return new Output(terminal, root.json, root.quiet);
    }

    GlobalOptions options() {
        return new GlobalOptions(resolved(root.data), resolved(root.config));
    }

    /** The global options as they were given, to repeat them in a command that is proposed. */
    String repeated() {
        return (root.data == null ? "" : " --data " + Words.quoted(root.data.toString()))
                + (root.config == null ? "" : " --config " + Words.quoted(root.config.toString()));
    }

    Workbench open() {
        return starter.open(options());
    }

    private @Nullable Path resolved(@Nullable Path given) {
        return given == null ? null : path(given);
    }
}
