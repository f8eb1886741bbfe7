package org.echt.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.echt.app.boot.Main;

/** A cache as {@code echt startup-cache} makes it, for servers that run from this program's class path. */
final class StartupCache {
    private StartupCache() {}

    /** Makes it by running the demonstration once; the launcher's options with it. A JVM that cannot use it does not start. */
    static List<String> options(Path folder, PrintStream out) throws IOException, InterruptedException {
        var cache = folder.resolve("echt.aot");
        var making = new ArrayList<>(ServerNode.LAUNCHER);
        making.add("-XX:AOTCacheOutput=" + cache);
        long began = System.nanoTime();
        int exit = new ProcessBuilder(ServerNode.java(making, Main.class, "demo", "--exit", "--laptops", "8192"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (exit != 0 || !Files.exists(cache)) {
            throw new IOException("no cache was made; the demonstration ended with " + exit);
        }
        out.printf("startup cache: made in %.1f s, %,d bytes%n", (System.nanoTime() - began) / 1e9, Files.size(cache));
        var options = new ArrayList<>(ServerNode.LAUNCHER);
        options.addAll(List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache));
        return options;
    }
}
