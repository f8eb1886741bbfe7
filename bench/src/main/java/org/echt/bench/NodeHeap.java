package org.echt.bench;

import java.io.IOException;
import java.util.regex.Pattern;

/**
 * The heap of a server that is a process of its own.
 *
 * @param pid of the server
 */
record NodeHeap(long pid) {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +[0-9]+ +([0-9]+)");

    /** Megabytes of objects that live: what a full collection finds, and nothing that was made since. */
    double megabytes() throws IOException, InterruptedException {
        var told = new Jcmd(pid).run("GC.class_histogram");
        var total = TOTAL.matcher(told);
        if (!total.find()) {
            throw new IOException(
                    "jcmd says of the heap: " + told.lines().limit(3).toList());
        }
        return Long.parseLong(total.group(1)) / 1e6;
    }
}
