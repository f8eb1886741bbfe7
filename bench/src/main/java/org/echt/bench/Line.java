package org.echt.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One connection over which one question after the other is asked; nothing blocks. Understands bodies with a
 * {@code Content-Length}, which is all Echt sends; others end the run. Not thread-safe.
 */
final class Line {
    private static final int FIRST = 1 << 13;
    private static final int LONGEST = 1 << 22;
    private static final String LENGTH = "\r\ncontent-length:";

    private final Target target;
    private final SocketChannel channel;
    private final SelectionKey key;
    private byte[] got = new byte[FIRST];
    private int size;
    private int headEnd = -1;
    private int end = -1;
    private ByteBuffer out = ByteBuffer.allocate(0);
    private @Nullable Asked asked;
    private long sent;

    private Line(Target target, SocketChannel channel, Selector selector) throws IOException {
        this.target = target;
        this.channel = channel;
        this.key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Begins to connect; what is asked meanwhile leaves when it is connected. */
    static Line open(Target target, Selector selector) throws IOException {
        var channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            var line = new Line(target, channel, selector);
            boolean isConnected = channel.connect(target.address());
            target.opened();
            if (isConnected) {
                target.connected();
            } else {
                line.key.interestOps(SelectionKey.OP_CONNECT);
            }
            return line;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    Target target() {
        return target;
    }

    boolean isConnected() {
        return channel.isConnected();
    }

    /** Throws {@link java.net.ConnectException} when it is refused. */
    void connected() throws IOException {
        if (channel.finishConnect()) {
            target.connected();
            key.interestOps(SelectionKey.OP_READ);
            write();
        }
    }

    /** What waits for an answer; null when idle. */
    @Nullable
    Asked asked() {
        return asked;
    }

    /** When it was asked last, {@link System#nanoTime}. */
    long sent() {
        return sent;
    }

    /** Whether the request has left. */
    boolean isSent() {
        return isConnected() && !out.hasRemaining();
    }

    void ask(Asked what, byte[] source) throws IOException {
        asked = what;
        sent = System.nanoTime();
        size = 0;
        headEnd = -1;
        end = -1;
        out = ByteBuffer.wrap(what.question().from(source));
        if (channel.isConnected()) {
            write();
        }
    }

    /** Sends what is left of the request. */
    void write() throws IOException {
        channel.write(out);
        key.interestOps(out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /** Reads what is there: the whole answer, or null while it is not whole. */
    @Nullable
    Answer read() throws IOException {
        int n = channel.read(ByteBuffer.wrap(got, size, got.length - size));
        if (n < 0) {
            throw new EOFException("closed by the server");
        }
        size += n;
        if (headEnd < 0) {
            head();
        }
        if (size == got.length && end != size) {
            grow();
        }
        if (end < 0 || size < end) {
            return null;
        }
        asked = null;
        try {
            return Answer.of(got, headEnd, end);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void head() {
        for (int i = 3; i < size; i++) {
            if (got[i] == '\n' && got[i - 1] == '\r' && got[i - 2] == '\n') {
                headEnd = i + 1;
                end = headEnd + length(new String(got, 0, headEnd, StandardCharsets.ISO_8859_1));
                return;
            }
        }
    }

    private static int length(String head) {
        var text = head.toLowerCase(Locale.ROOT);
        int at = text.indexOf(LENGTH);
        var digits = at < 0
                ? ""
                : text.substring(at + LENGTH.length(), text.indexOf('\r', at + 2))
                        .strip();
        if (!digits.matches("[0-9]{1,7}")) {
            throw new IllegalStateException(
                    "an answer without a Content-Length: ask the port of the server itself, not of a proxy before it");
        }
        return Integer.parseInt(digits);
    }

    private void grow() throws IOException {
        if (got.length == LONGEST) {
            throw new IOException("an answer of more than 4 MB");
        }
        got = Arrays.copyOf(got, 2 * got.length);
    }

    void close() {
        target.closed(channel.isConnected());
        try {
            channel.close();
        } catch (IOException _) {
            // nothing is left to be said over it
        }
    }
}
