package org.echt.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The heap of a server that is a process of its own, by the JDK's {@code jcmd}.
 *
 * @param pid of the server
 */
record NodeHeap(long pid) {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +[0-9]+ +([0-9]+)");

    /** Megabytes of objects that live: what a full collection finds, and nothing that was made since. */
    double megabytes() throws IOException, InterruptedException {
        var told = ask("GC.class_histogram");
        var total = TOTAL.matcher(told);
        if (!total.find()) {
            throw new IOException(
                    "jcmd says of the heap: " + told.lines().limit(3).toList());
        }
        return Long.parseLong(total.group(1)) / 1e6;
    }

    private String ask(String command) throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process = new ProcessBuilder(jcmd, Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd " + command + " failed: " + told);
        }
        return told;
    }
}
