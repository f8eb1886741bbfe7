package org.echt.core.serial;

/** Up to {@link CodeCipher#BLOCK} codes on their way through a cipher, as text and as halves of the body. */
final class CodeBlock {
    final long[] head = new long[CodeCipher.BLOCK];
    final long[] tail = new long[CodeCipher.BLOCK];
    final long[] hi = new long[CodeCipher.BLOCK];
    final long[] lo = new long[CodeCipher.BLOCK];
    int size;

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
