package org.echt.app.store.embedded;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;

/** What the server prints. It appends, so the file may be emptied under it. */
final class ServerLog {
    private static final int TAIL_BYTES = 64 * 1024;
    private static final Pattern LINE = Pattern.compile("\\R");

    private final Path file;
    private final long limit;

    ServerLog(Path file, int limitMebibytes) {
        this.file = file;
        this.limit = limitMebibytes * 1024L * 1024L;
    }

    Path file() {
        return file;
    }

    void create() throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    long size() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    /**
     * Beyond the limit: copies it to {@code log.1} and empties it. Lines written in between are lost, which is the price
     * for not restarting the server. Call under the start lock.
     */
    void rotate() throws IOException {
        if (size() > limit) {
            Files.copy(file, file.resolveSibling("log.1"), StandardCopyOption.REPLACE_EXISTING);
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(0);
            }
        }
    }

    boolean overLimit() {
        return size() > limit;
    }

    /** What was printed after a size taken earlier; of a long text the end. */
    String since(long offset) {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long from = Math.max(Math.min(offset, channel.size()), channel.size() - TAIL_BYTES);
            channel.position(from);
            var bytes = Channels.newInputStream(channel).readNBytes(TAIL_BYTES);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** The last lines, for an error message. */
    String lastLines(int count) {
        var lines = LINE.splitAsStream(since(0)).toList();
        List<String> last = lines.subList(Math.max(0, lines.size() - count), lines.size());
        return last.isEmpty() ? "(the log is empty)" : String.join("\n  ", last);
    }
}
