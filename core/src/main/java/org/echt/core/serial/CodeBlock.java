package org.echt.core.serial;

/** Up to a given number of codes on their way through a cipher, as text and as halves of the body. */
final class CodeBlock {
    final long[] head;
    final long[] tail;
    final long[] hi;
    final long[] lo;
    int size;

    CodeBlock(int capacity) {
        this.head = new long[capacity];
        this.tail = new long[capacity];
        this.hi = new long[capacity];
        this.lo = new long[capacity];
    }

    /** Adds the canonical code at {@code pos}; there must be room. */
    void add(CodeFormat format, byte[] ascii, int pos) {
        head[size] = format.readHead(ascii, pos);
        tail[size] = format.readTail(ascii, pos);
        size++;
    }

    /** Sets the halves to the bodies of the texts. */
    void loadBodies(CodeFormat format) {
        for (int i = 0; i < size; i++) {
            hi[i] = format.hi(head[i]);
            lo[i] = CodeFormat.lo(tail[i]);
        }
    }
}
