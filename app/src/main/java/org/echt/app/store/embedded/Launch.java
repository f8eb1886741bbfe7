package org.echt.app.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A way to run PostgreSQL without root's rights, which it refuses. An ordinary user needs nothing. Root has several ways,
 * and which of them a container allows shows only when it is tried; so each is tried with the real program and the real
 * folder, and the first that works is taken.
 *
 * @param name for messages
 * @param prefix what to put before the command
 * @param owner the numeric user that PostgreSQL's files must belong to; -1: leave them as they are
 * @param group its group
 */
record Launch(String name, List<String> prefix, int owner, int group) {
    private static final int NOBODY = 65_534;
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(10);
    /** Not root, may write to the folder, may run the program. */
    private static final String PROBE =
            "test \"$(id -u)\" != 0 && : > \"$1/.probe\" && rm \"$1/.probe\" && exec \"$2\" --version";

    List<String> command(Stream<String> words) {
        return Stream.concat(prefix.stream(), words).toList();
    }

    /** Gives one of PostgreSQL's files or folders to the user it will run as. */
    void own(Path path) throws IOException {
        if (owner >= 0) {
            Files.setAttribute(path, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
        }
    }

    /**
     * Finds a way for this process. When the database exists, only ways that run as the owner of its files are tried, or
     * as nobody after these have been given to it.
     *
     * @throws EmbeddedPostgresException naming all that was tried, when none works
     */
    static Launch choose(Folder folder, Binaries binaries) throws IOException {
        return choose(folder, binaries, candidates(folder));
    }

    static Launch choose(Folder folder, Binaries binaries, List<Launch> candidates) throws IOException {
        var failures = new ArrayList<String>();
        for (var launch : candidates) {
            var result = launch.probe(folder, binaries);
            if (result.ok()) {
                return launch;
            }
            failures.add(launch.name() + ": exit " + result.status() + " " + firstLine(result.output()));
        }
        throw new EmbeddedPostgresException("PostgreSQL refuses to run as root, and no way to run it as another user"
                + " works here. Tried:\n  " + String.join("\n  ", failures) + blocked(folder)
                + "\nStart Echt as an ordinary user, or allow user namespaces, or use a PostgreSQL of your own by its"
                + " URL.");
    }

    private static List<Launch> candidates(Folder folder) throws IOException {
        if (userId(Path.of("/proc/self")) != 0) {
            return List.of(direct());
        }
        int owner = Files.exists(folder.data()) ? userId(folder.data()) : 0;
        if (owner != 0) {
            int group = (Integer) Files.getAttribute(folder.data(), "unix:gid");
            return owner == NOBODY ? List.of(setpriv(owner, group), runuser(), su()) : List.of(setpriv(owner, group));
        }
        return List.of(userNamespace(), setpriv(NOBODY, NOBODY), runuser(), su());
    }

    static Launch direct() {
        return new Launch("directly", List.of(), -1, -1);
    }

    /** The files stay root's: outside the namespace PostgreSQL is root without any of its powers. */
    static Launch userNamespace() {
        return new Launch("unshare -U", List.of("unshare", "-U"), -1, -1);
    }

    static Launch setpriv(int user, int group) {
        return new Launch(
                "setpriv --reuid=" + user,
                List.of("setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups"),
                user,
                group);
    }

    static Launch runuser() {
        return new Launch("runuser -u nobody", List.of("runuser", "-u", "nobody", "--"), NOBODY, NOBODY);
    }

    static Launch su() {
        return new Launch(
                "su nobody", List.of("su", "-s", "/bin/sh", "-c", "exec \"$@\"", "--", "nobody", "sh"), NOBODY, NOBODY);
    }

    /** Runs the real program on a folder of the kind that PostgreSQL will own. Changes nothing that exists. */
    private Command.Result probe(Folder folder, Binaries binaries) throws IOException {
        var trial = Files.createTempDirectory(folder.pg(), "probe");
        try {
            own(trial);
            var words = Stream.of(
                    "/bin/sh",
                    "-c",
                    PROBE,
                    "sh",
                    trial.toString(),
                    binaries.postgres().toString());
            return Command.run(command(words), folder.pg(), PROBE_TIMEOUT);
        } catch (IOException e) {
            return new Command.Result(1, "cannot give files to user " + owner + ": " + e.getMessage());
        } finally {
            Binaries.delete(trial);
        }
    }

    private static int userId(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    /** The usual cause with setpriv and su: a folder above, for example /root, lets nobody through. */
    private static String blocked(Folder folder) throws IOException {
        for (Path above = folder.root(); above != null; above = above.getParent()) {
            if (!Files.getPosixFilePermissions(above).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return "\nOther users cannot pass through " + above + ": choose a data folder outside it, or chmod o+x "
                        + above + ".";
            }
        }
        return "";
    }
}
