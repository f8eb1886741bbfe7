package org.echt.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * One keep-alive HTTP/1.1 connection that asks, reads the whole answer and is asked again. Understands answers with a
 * {@code Content-Length}, which is all the measured servers send. Not thread-safe.
 */
final class Caller implements AutoCloseable {
    private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private final ByteBuffer answer = ByteBuffer.allocate(1 << 17);
    private long asked;
    private int whole = -1;

    private Caller(SocketChannel channel) {
        this.channel = channel;
    }

    /** Connects over the loopback interface; the selection key's attachment is the caller. */
    static Caller connect(int port, Selector selector) throws IOException {
        var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        var caller = new Caller(channel);
        channel.register(selector, SelectionKey.OP_READ, caller);
        return caller;
    }

    /** Sends a request, which is small enough for the socket to take at once. */
    void ask(byte[] request) throws IOException {
        answer.clear();
        whole = -1;
        asked = System.nanoTime();
        var bytes = ByteBuffer.wrap(request);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Reads what is there. True when the answer is complete. */
    boolean answered() throws IOException {
        if (channel.read(answer) < 0) {
            throw new EOFException("the server closed a connection");
        }
        if (whole < 0) {
            whole = length();
        }
        return whole >= 0 && answer.position() >= whole;
    }

    /** Since the request was sent. */
    long nanos() {
        return System.nanoTime() - asked;
    }

    /** Whether the complete answer says 200. */
    boolean isGood() {
        return answer.get(9) == '2' && answer.get(10) == '0' && answer.get(11) == '0';
    }

    /** The body of the complete answer. */
    String body() {
        int head = headEnd();
        return new String(answer.array(), head, whole - head, StandardCharsets.UTF_8);
    }

    int bodyBytes() {
        return whole - headEnd();
    }

    private int headEnd() {
        var bytes = answer.array();
        for (int i = 3; i < answer.position(); i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    /** Bytes of head and body together; -1 while the head is not complete. */
    private int length() throws IOException {
        int head = headEnd();
        if (head < 0) {
            return -1;
        }
        for (int at = 0; at + LENGTH.length < head; at++) {
            if (isLength(at)) {
                return head + number(at + LENGTH.length);
            }
        }
        throw new IOException("an answer without Content-Length");
    }

    private boolean isLength(int at) {
        for (int i = 0; i < LENGTH.length; i++) {
            int c = answer.get(at + i);
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private int number(int from) {
        int number = 0;
        for (int i = from; answer.get(i) != '\r'; i++) {
            if (answer.get(i) != ' ') {
                number = 10 * number + answer.get(i) - '0';
            }
        }
        return number;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
