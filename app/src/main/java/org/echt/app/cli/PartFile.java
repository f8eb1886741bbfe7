package org.echt.app.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * A code file on its way: {@code codes.csv.part-<order>} beside {@code codes.csv}. It exists from before the batch is
 * committed, so that after any interruption its name tells the order; it takes the final name only when it is complete
 * and durable, and never the place of another file. One process writes it at a time.
 */
final class PartFile implements AutoCloseable {
    private static final String MARK = ".part-";

    private final Path target;
    private final Path part;
    private final boolean made;
    private final FileChannel channel;

    private PartFile(Path target, Path part, boolean made, FileChannel channel) {
        this.target = target;
        this.part = part;
        this.made = made;
        this.channel = channel;
    }

    /** Orders of the unfinished files beside {@code target}. */
    static List<String> orders(Path target) throws IOException {
        var orders = new ArrayList<String>();
        String prefix = target.getFileName() + MARK;
        try (var files = Files.newDirectoryStream(folder(target), f -> name(f).startsWith(prefix))) {
            files.forEach(
                    f -> orders.add(URLDecoder.decode(name(f).substring(prefix.length()), StandardCharsets.UTF_8)));
        }
        return orders;
    }

    /** Opens the order's file, making it durably where it is not there yet. */
    static PartFile open(Path target, String order) throws IOException {
        var part =
                target.resolveSibling(target.getFileName() + MARK + URLEncoder.encode(order, StandardCharsets.UTF_8));
        boolean made = !Files.exists(part);
        var channel =
                FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw Complaint.conflict(
                    "another process is writing " + part.getFileName(),
                    "Wait for it, or stop it and repeat the command.");
        }
        force(folder(target));
        return new PartFile(target, part, made, channel);
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    /** True when this run made it: nothing is lost when the order turns out to be refused. */
    boolean isNew() {
        return made;
    }

    void discard() throws IOException {
        Files.delete(part);
    }

    /**
     * Cuts off what is behind the last complete line and returns how many codes there are; writes the header where there
     * is none.
     *
     * @param header expected first line
     * @param limit most rows there can be
     * @param rows the row each code must have, by index
     */
    long takeUp(String header, long limit, LongFunction<String> rows) throws IOException {
        var lines = countLines();
        channel.truncate(lines.end);
        channel.position(lines.end);
        if (lines.count == 0) {
            channel.write(bytes(header));
            return 0;
        }
        long codes = lines.count - 1;
        String last = codes == 0 ? "" : rows.apply(Math.min(codes, limit) - 1);
        if (!startsWith(header) || codes > limit || !endsWith(last, lines.end)) {
            throw Complaint.conflict(
                    part.getFileName()
                            + " does not hold what this order writes. Maybe it was begun with other columns?",
                    "Repeat the first command as it was, or delete that file and repeat this one.");
        }
        return codes;
    }

    /** Appends behind what {@link #takeUp} kept. */
    OutputStream append() {
        return new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 18);
    }

    void force() throws IOException {
        channel.force(true);
    }

    /** Makes it durable and gives it its name; refuses when the name is taken. */
    void finish() throws IOException {
        force();
        try {
            Files.createLink(target, part);
        } catch (UnsupportedOperationException _) {
            if (Files.exists(target)) {
                throw exists(target);
            }
            Files.move(part, target);
        } catch (FileAlreadyExistsException e) {
            throw exists(target);
        }
        force(folder(target));
        Files.deleteIfExists(part);
    }

    /** Whether {@code target} is this very file: the process ended between its naming and the removal of this name. */
    boolean isFinished() throws IOException {
        return Files.exists(target) && Files.isSameFile(target, part);
    }

    static Complaint exists(Path target) {
        return Complaint.conflict(
                target.getFileName() + " exists and is never overwritten",
                "Give another --out, or move the file away first.");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private record Lines(long count, long end) {}

    private Lines countLines() throws IOException {
        var buffer = ByteBuffer.allocate(1 << 20);
        long count = 0;
        long end = 0;
        long at = 0;
        for (int n = channel.read(buffer, 0); n > 0; n = channel.read(buffer, at)) {
            for (int i = 0; i < n; i++) {
                if (buffer.get(i) == '\n') {
                    count++;
                    end = at + i + 1;
                }
            }
            at += n;
            buffer.clear();
        }
        return new Lines(count, end);
    }

    private boolean startsWith(String text) throws IOException {
        return holds(text, 0);
    }

    private boolean endsWith(String text, long end) throws IOException {
        return holds(text, end - text.getBytes(StandardCharsets.UTF_8).length);
    }

    private boolean holds(String text, long at) throws IOException {
        var expected = bytes(text);
        var found = ByteBuffer.allocate(expected.remaining());
        while (at >= 0 && found.hasRemaining()) {
            if (channel.read(found, at + found.position()) < 0) {
                return false;
            }
        }
        return at >= 0 && found.flip().equals(expected);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Path folder(Path target) throws NoSuchFileException {
        var folder = target.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException(String.valueOf(folder));
        }
        return folder;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static void force(Path folder) throws IOException {
        try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
