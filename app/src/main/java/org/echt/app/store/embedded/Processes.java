package org.echt.app.store.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What Linux tells of processes, also of those that run under another user. A pid alone proves nothing, since pids are
 * used again: only the command line tells whose process it is.
 */
final class Processes {
    private static final Path PROC = Path.of("/proc");

    private Processes() {}

    /** Whether it is the postmaster of this folder, and not a zombie. */
    static boolean isPostmaster(long pid, Folder folder) {
        var words = List.of(commandLine(pid).split("\0"));
        return words.getFirst().endsWith("/postgres")
                && (words.contains("cluster_name=" + folder.clusterName())
                        || words.contains(folder.data().toString()))
                && !isZombie(pid);
    }

    /** Backends and workers of this folder. They outlive a killed postmaster for a moment, or for one long query. */
    static List<Long> children(Folder folder) {
        var found = new ArrayList<Long>();
        try (var entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var entry : entries) {
                long pid = Long.parseLong(entry.getFileName().toString());
                if (commandLine(pid).startsWith("postgres: " + folder.clusterName() + ":")) {
                    found.add(pid);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new UncheckedIOException("Cannot list /proc", e instanceof IOException io ? io : new IOException(e));
        }
        return found;
    }

    static boolean exists(long pid) {
        return Files.exists(PROC.resolve(Long.toString(pid)));
    }

    private static boolean isZombie(long pid) {
        var stat = read(pid, "stat");
        // "pid (name) S ...": the name may hold anything, a ")" as well, so the state is found from the end.
        int state = stat.lastIndexOf(')') + 2;
        return state >= stat.length() || stat.charAt(state) == 'Z' || stat.charAt(state) == 'X';
    }

    private static String commandLine(long pid) {
        return read(pid, "cmdline");
    }

    /** Empty when there is no such process, or no longer. */
    private static String read(long pid, String file) {
        try {
            var bytes = Files.readAllBytes(PROC.resolve(Long.toString(pid)).resolve(file));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
