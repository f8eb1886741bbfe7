package org.echt.app.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Starts and stops the postmaster of one folder. Call everything but {@link #running} under the start lock.
 *
 * <p>After the postmaster was killed its children still hold the shared memory, and a new one refuses to start until the
 * last of them is gone. Idle ones leave at once, one that is busy with a long query would not; with their postmaster dead
 * they cannot commit anything that counts on others, so they are asked to end after one second and killed after five.
 */
final class Server {
    private static final Duration ASK_ORPHANS_AFTER = Duration.ofSeconds(1);
    private static final Duration KILL_ORPHANS_AFTER = Duration.ofSeconds(5);
    private static final Duration DETACHING = Duration.ofSeconds(5);
    private static final long POLL_MILLIS = 10;
    private static final long RETRY_MILLIS = 100;
    /** Messages of a start that may succeed when tried again. */
    private static final List<String> PASSING =
            List.of("still in use", "could not create any TCP/IP sockets", "lock file \"postmaster.pid\"");

    private final Folder folder;
    private final Binaries binaries;
    private final Settings settings;
    private final ServerLog log;
    /** Chosen when first needed: who only attaches does not need one. */
    private @Nullable Launch launch;

    Server(Folder folder, Binaries binaries, Settings settings, @Nullable Launch launch) {
        this.launch = launch;
        this.folder = folder;
        this.binaries = binaries;
        this.settings = settings;
        this.log = new ServerLog(folder.log(), settings.logLimit());
    }

    ServerLog log() {
        return log;
    }

    /** The live postmaster of this folder, whoever started it and whether or not it accepts connections yet. */
    static Optional<PidFile> running(Folder folder) {
        return PidFile.read(folder.pidFile()).filter(f -> Processes.isPostmaster(f.pid(), folder));
    }

    /**
     * Attaches to the running server, or starts one, and waits until it accepts connections.
     *
     * @param cancelled asked while waiting
     */
    PidFile ensureReady(BooleanSupplier cancelled) throws IOException {
        var deadline = Pause.until(settings.startTimeout());
        while (true) {
            checkCancelled(cancelled);
            @Nullable Process process = null;
            long logged = log.size();
            if (running(folder).isEmpty()) {
                clearRemains(deadline, cancelled);
                process = launch();
            }
            var ready = awaitReady(process, deadline, cancelled);
            if (ready.isPresent()) {
                FreePort.remember(folder.port(), ready.get().port());
                return ready.get();
            }
            var said = log.since(logged);
            // A server that another process started and that ended while we waited: start our own.
            boolean ours = process != null;
            if (deadline.over() || (ours && PASSING.stream().noneMatch(said::contains))) {
                throw failed("The embedded PostgreSQL in " + folder.pg() + " did not start", "");
            }
            Pause.millis(RETRY_MILLIS);
        }
    }

    /** A fast shutdown: open transactions are rolled back, everything committed is on disk. */
    void stop() throws IOException {
        var file = running(folder);
        if (file.isEmpty()) {
            return;
        }
        long pid = file.get().pid();
        Command.run(
                List.of("/bin/sh", "-c", "kill -INT \"$1\"", "sh", Long.toString(pid)),
                folder.pg(),
                Duration.ofSeconds(5));
        var deadline = Pause.until(settings.stopTimeout());
        while (Processes.isPostmaster(pid, folder)) {
            if (deadline.over()) {
                throw failed(
                        "The embedded PostgreSQL (process " + pid + ") has not stopped within "
                                + settings.stopTimeout().toSeconds() + " s",
                        " It goes on stopping by itself; nothing committed is lost.");
            }
            Pause.millis(POLL_MILLIS);
        }
    }

    /** Makes the database if there is none, and whatever else a start needs that takes no server. */
    void prepare(String password) throws IOException {
        Cluster.prepare(folder, binaries, way(), password);
    }

    private Launch way() throws IOException {
        if (launch == null) {
            launch = Launch.choose(folder, binaries);
        }
        return launch;
    }

    private Process launch() throws IOException {
        log.create();
        log.rotate();
        int port = FreePort.choose(folder.port());
        var words = new ArrayList<String>();
        // A session of its own: Ctrl-C in the terminal is meant for the caller, who stops the server in good order.
        setsid().ifPresent(words::add);
        words.addAll(List.of(binaries.postgres().toString(), "-D", folder.data().toString()));
        Stream.concat(
                        settings.asServerOptions().stream(),
                        Stream.of("port=" + port, "cluster_name=" + folder.clusterName()))
                .forEach(option -> {
                    words.add("-c");
                    words.add(option);
                });
        return Command.prepare(way().command(words.stream()), folder.pg())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()))
                .start();
    }

    private static Optional<String> setsid() {
        return Stream.of("/usr/bin/setsid", "/bin/setsid")
                .filter(p -> Files.isExecutable(Path.of(p)))
                .findFirst();
    }

    /**
     * Empty when the server ended instead. Crash recovery is waited for as long as the deadline allows. A server without
     * its pid file is not left alone, also when cancelled: {@link #stop} would not find it.
     */
    private Optional<PidFile> awaitReady(@Nullable Process process, Pause deadline, BooleanSupplier cancelled) {
        var grace = Pause.until(DETACHING);
        while (true) {
            var file = running(folder);
            if (file.isPresent() && file.get().ready() && file.get().port() != 0) {
                return file;
            }
            if (file.isEmpty() && hasEnded(process, grace)) {
                return Optional.empty();
            }
            if (deadline.over()) {
                throw failed(
                        "The embedded PostgreSQL in " + folder.pg() + " was not ready within "
                                + settings.startTimeout().toSeconds() + " s",
                        " If the log tells of recovery, wait and start again: it goes on.");
            }
            if (file.isPresent()) {
                checkCancelled(cancelled);
            }
            Pause.millis(POLL_MILLIS);
        }
    }

    /** Under su, setsid leaves at once with status 0 while the server it has put in the background comes up. */
    private static boolean hasEnded(@Nullable Process process, Pause grace) {
        return process == null || (!process.isAlive() && (process.exitValue() != 0 || grace.over()));
    }

    /** Waits for the children of a killed postmaster, then removes its pid file if another process got that pid. */
    private void clearRemains(Pause deadline, BooleanSupplier cancelled) throws IOException {
        var ask = Pause.until(ASK_ORPHANS_AFTER);
        var kill = Pause.until(KILL_ORPHANS_AFTER);
        for (var left = Processes.children(folder); !left.isEmpty(); left = Processes.children(folder)) {
            if (deadline.over()) {
                throw failed("Processes " + left + " of an earlier embedded PostgreSQL do not end", "");
            }
            checkCancelled(cancelled);
            if (ask.over()) {
                end(left, kill.over());
            }
            Pause.millis(POLL_MILLIS);
        }
        var stale = PidFile.read(folder.pidFile());
        if (stale.isPresent()
                && Processes.exists(stale.get().pid())
                && running(folder).isEmpty()) {
            Files.deleteIfExists(folder.pidFile());
        }
    }

    private void end(List<Long> children, boolean forcibly) {
        children.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .filter(this::isOrphan)
                .forEach(p -> {
                    if (forcibly) {
                        p.destroyForcibly();
                    } else {
                        p.destroy();
                    }
                });
    }

    /** Not so when the postmaster lives and only its pid file was deleted: it ends by itself within a minute. */
    private boolean isOrphan(ProcessHandle child) {
        return child.parent()
                .filter(p -> Processes.isPostmaster(p.pid(), folder))
                .isEmpty();
    }

    private void checkCancelled(BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) {
            throw new EmbeddedPostgresException(
                    "The embedded PostgreSQL in " + folder.pg() + " is being closed, so it is not waited for.");
        }
    }

    private EmbeddedPostgresException failed(String what, String more) {
        return new EmbeddedPostgresException(what + ". The end of " + log.file() + ":\n  " + log.lastLines(5)
                + "\nMend what it names and start again." + more);
    }
}
