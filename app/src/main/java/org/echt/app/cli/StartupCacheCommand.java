package org.echt.app.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code echt startup-cache}: the JVM's ahead-of-time cache (JEP 514) of the classes this program needs, loaded and linked.
 * The JVM uses it only for the very jars, version and options it was made with, and does without otherwise.
 */
@Command(
        name = "startup-cache",
        header = "Makes a file with which the server answers sooner after a start. Once after each installation.",
        description = {"  echt startup-cache", "  echt startup-cache --out /opt/echt/echt.aot"})
final class StartupCacheCommand extends Action {
    /** The demonstration goes through nearly everything the program does. */
    private static final List<String> TRAINING = List.of("demo", "--exit", "--laptops", "8192");

    /** Fails where the file cannot be used. */
    private static final List<String> TRIAL = List.of("--version");

    private static final long PATIENCE_MINUTES = 10;
    private static final int SHOWN_LINES = 12;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to; otherwise echt.aot beside the program's jar.")
    @Nullable
    Path out;

    StartupCacheCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run() throws IOException {
        var jar = jar();
        var target = out == null ? jar.resolveSibling("echt.aot") : shell.path(out);
        requireWritable(target);
        var part = target.resolveSibling(target.getFileName() + ".part");
        try {
            shell.output()
                    .say("The demonstration runs once in a temporary folder, to see what is needed at a start ...");
            run("running the demonstration", java(List.of("-XX:AOTCacheOutput=" + part), jar, TRAINING));
            run("starting with the file", java(List.of("-XX:AOTMode=on", "-XX:AOTCache=" + part), jar, TRIAL));
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            var facts = new LinkedHashMap<String, Object>();
            facts.put("file", target);
            facts.put("bytes", Files.size(target));
            shell.output().facts(facts);
        } finally {
            Files.deleteIfExists(part);
        }
        shell.output()
                .say("It is used where java is told -XX:AOTCache=" + target
                        + ", as ./echt and the unit in deploy do; make it anew when the jar or Java has changed.");
        return Exit.FINE;
    }

    private static Path jar() {
        var path = Path.of(System.getProperty("java.class.path", ""));
        if (!path.toString().endsWith(".jar") || !Files.isRegularFile(path)) {
            throw Complaint.failure(
                    "this program was not started from its jar, and the cache is made for that",
                    "Run it as ./echt startup-cache, or as java ... -jar echt.jar startup-cache.");
        }
        return path.toAbsolutePath();
    }

    private static void requireWritable(Path target) {
        var folder = target.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw Complaint.failure(
                    "cannot write into " + folder, "Run it as the owner of that folder, or say --out FILE.");
        }
    }

    /** As this JVM was started, but for what it was told about caches. */
    private static List<String> java(List<String> options, Path jar, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-XX:AOT") && !option.startsWith("-Xlog"))
                .forEach(command::add);
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        return command;
    }

    private void run(String what, List<String> command) throws IOException {
        var said = Files.createTempFile("echt-startup-cache", ".txt");
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(said.toFile()))
                    .start();
            if (!ended(process) || process.exitValue() != 0) {
                var lines =
                        Files.readString(said, StandardCharsets.UTF_8).lines().toList();
                lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size())
                        .forEach(shell.output()::say);
                throw Complaint.failure(
                        what + " failed; what it said last stands above",
                        "Nothing has changed: without the file everything starts as before.");
            }
        } finally {
            Files.delete(said);
        }
    }

    private static boolean ended(Process process) {
        try {
            if (process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                return true;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        process.destroy();
        return false;
    }
}
