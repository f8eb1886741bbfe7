package org.echt.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The JDK's {@code jcmd}, for a process of our own.
 *
 * @param pid of that process
 */
record Jcmd(long pid) {
    /** What it says; throws {@link IOException} with that when it fails. */
    String run(String... command) throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var all = Stream.concat(Stream.of(jcmd, Long.toString(pid)), Stream.of(command));
        var process = new ProcessBuilder(all.toList()).redirectErrorStream(true).start();
        var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd " + List.of(command) + " failed: " + told);
        }
        return told;
    }
}
