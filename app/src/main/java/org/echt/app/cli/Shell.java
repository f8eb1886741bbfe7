package org.echt.app.cli;

import java.nio.file.Path;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * Where a command runs: its streams, its folder, chance, time for progress, and the door to everything else. One per
 * invocation; not thread-safe.
 */
final class Shell {
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

    /** A step of whoever acts. */
    Act act(String why) {
        return new Act(Actor.of(user(), Role.values()), why);
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
