package org.echt.core.serial;

import org.echt.core.keys.KeySlot;

/**
 * Writes and opens the codes of one key slot and one length, avoiding the words of one list. Not thread-safe; making one
 * costs a cipher and some 110 bytes a code of the key's bulk.
 */
public final class SlotCodec {
    private static final int LAST_SALT = 7;

    private final KeySlot slot;
    private final CodeFormat format;
    private final CodeLength length;
    private final WordList words;
    private final CodeCipher cipher;
    private final int slotValue;
    private final int bulk;
    private final CodeBlock block;
    private final long[] saltHi;
    private final long[] saltLo;
    private final int[] unwanted;
    private final long[] suspicion;

    public SlotCodec(KeySlot slot, CodeLength length, WordList words) {
        if (!Alphabet.isSymbol(slot.symbol())) {
            throw new IllegalArgumentException("slot symbol '" + slot.symbol() + "' is none of " + Alphabet.SYMBOLS);
        }
        this.slot = slot;
        this.format = CodeFormat.of(length);
        this.length = length;
        this.words = words;
        this.cipher = new CodeCipher(slot.key(), slot.symbol(), length);
        this.slotValue = Alphabet.value(slot.symbol());
        this.bulk = slot.key().bulk();
        this.block = new CodeBlock(bulk);
        this.saltHi = new long[2 * bulk];
        this.saltLo = new long[2 * bulk];
        this.unwanted = new int[2 * bulk];
        this.suspicion = new long[2 * bulk];
    }

    /**
     * Writes the codes of items {@code index} to {@code index + n - 1}, each followed by a line feed.
     *
     * @param out needs {@code n * (length.symbols + 1)} bytes from {@code pos}
     * @return the position behind the last byte written
     */
    public int write(int batch, long index, int n, byte[] out, int pos) {
        requireFits(batch, index, n);
        int dirty = 0;
        for (int done = 0; done < n; done += bulk) {
            int size = Math.min(bulk, n - done);
            writeBlock(batch, index + done, size, out, pos + done * (length.symbols + 1));
            dirty = findUnwanted(done, size, dirty);
            if (dirty >= bulk || done + size == n) {
                replace(batch, index, dirty, out, pos);
                dirty = 0;
            }
        }
        return pos + n * (length.symbols + 1);
    }

    /** The code of one item of this slot and length, issued or not. */
    public SerialCode code(long item) {
        return code(item, words);
    }

    SerialCode code(long item, WordList list) {
        requireFits(ItemNumber.batch(item), ItemNumber.index(item), 1);
        int salt = 0;
        while (isUnwantedWith(item, salt, list) && salt < LAST_SALT) {
            salt++;
        }
        byte[] out = new byte[length.symbols];
        format.write(format.head(slotValue, saltHi[0]), format.tail(slotValue, saltHi[0], saltLo[0]), out, 0);
        return SerialCode.of(out, 0, length);
    }

    /** The item number in a code of this slot and length; -1 when zero bits are set or the salt is not canonical. */
    public long open(SerialCode code) {
        if (code.slot() != slot.symbol() || code.length() != length) {
            return ItemNumber.NONE;
        }
        deciphered(code.ascii());
        return canonicalItem(0);
    }

    /**
     * The same for many codes that follow each other without separators. All must be well-formed, of this slot and of
     * this length.
     *
     * @param items receives {@code count} item numbers or -1
     */
    public void open(byte[] codes, int count, long[] items) {
        for (int done = 0; done < count; done += bulk) {
            block.size = 0;
            for (int i = done; i < Math.min(count, done + bulk); i++) {
                block.add(format, codes, i * length.symbols);
            }
            decipher(block);
            for (int i = 0; i < block.size; i++) {
                items[done + i] = canonicalItem(i);
            }
        }
    }

    /** This one code, deciphered; valid until the codec is used again. */
    CodeBlock deciphered(byte[] ascii) {
        block.size = 0;
        block.add(format, ascii, 0);
        decipher(block);
        return block;
    }

    /** Deciphers the texts of {@code codes} into their halves. */
    void decipher(CodeBlock codes) {
        codes.loadBodies(format);
        cipher.decipher(codes.hi, codes.lo, codes.size);
    }

    /** Item number of a deciphered code, or -1; the salt is not looked at. */
    long item(CodeBlock codes, int i) {
        return format.item(codes.hi[i], codes.lo[i]);
    }

    /** True when no smaller salt than that of deciphered code {@code i} gives {@code item} a code without these words. */
    boolean isCanonical(CodeBlock codes, int i, long item, WordList list) {
        int salt = CodeFormat.salt(codes.lo[i]);
        if (salt < LAST_SALT && isUnwanted(codes.head[i], codes.tail[i], list)) {
            return false;
        }
        for (int smaller = 0; smaller < salt; smaller++) {
            if (!isUnwantedWith(item, smaller, list)) {
                return false;
            }
        }
        return true;
    }

    private long canonicalItem(int i) {
        long item = item(block, i);
        return item >= 0 && isCanonical(block, i, item, words) ? item : ItemNumber.NONE;
    }

    private void writeBlock(int batch, long index, int n, byte[] out, int pos) {
        long[] hi = block.hi;
        long[] lo = block.lo;
        for (int i = 0; i < n; i++) {
            hi[i] = format.plainHi(batch, index + i);
            lo[i] = format.plainLo(index + i, 0);
        }
        cipher.encipher(hi, lo, n);
        for (int i = 0; i < n; i++) {
            block.head[i] = format.head(slotValue, hi[i]);
            block.tail[i] = format.tail(slotValue, hi[i], lo[i]);
        }
        int at = pos;
        for (int i = 0; i < n; i++) {
            format.write(block.head[i], block.tail[i], out, at);
            out[at + length.symbols] = '\n';
            at += length.symbols + 1;
        }
    }

    /**
     * Adds the unwanted codes of the block to the {@code n} that are known, by their places from {@code first} on. Few are
     * suspected and fewer unwanted, but nobody can guess which: so all are looked at without a branch on the answer,
     * then the suspects.
     *
     * @return how many are known now
     */
    private int findUnwanted(int first, int size, int n) {
        int suspects = n;
        for (int i = 0; i < size; i++) {
            long places = words.places(block.head[i], block.tail[i], length);
            unwanted[suspects] = first + i;
            suspicion[suspects] = places;
            boolean isSuspect = CodeFormat.isNumeric(block.head[i], block.tail[i]) || places != 0;
            suspects += isSuspect ? 1 : 0;
        }
        int known = n;
        for (int k = n; k < suspects; k++) {
            int i = unwanted[k] - first;
            unwanted[known] = first + i;
            known += isUnwanted(suspicion[k], block.head[i], block.tail[i], words) ? 1 : 0;
        }
        return known;
    }

    /** Writes the first {@code n} unwanted codes anew, with one salt after the other until they may be printed. */
    private void replace(int batch, long index, int n, byte[] out, int pos) {
        int dirty = n;
        for (int salt = 1; salt <= LAST_SALT && dirty > 0; salt++) {
            dirty = writeSalted(batch, index, salt, dirty, out, pos);
        }
    }

    /** Writes the still unwanted codes anew with {@code salt}; how many of them are unwanted again. */
    private int writeSalted(int batch, long index, int salt, int n, byte[] out, int pos) {
        for (int i = 0; i < n; i++) {
            saltHi[i] = format.plainHi(batch, index + unwanted[i]);
            saltLo[i] = format.plainLo(index + unwanted[i], salt);
        }
        cipher.encipher(saltHi, saltLo, n);
        int dirty = 0;
        for (int i = 0; i < n; i++) {
            int place = unwanted[i];
            unwanted[dirty] = place;
            dirty += writeCode(saltHi[i], saltLo[i], out, pos + place * (length.symbols + 1)) ? 0 : 1;
        }
        return dirty;
    }

    /** True when the code is one that may be printed. */
    private boolean writeCode(long hi, long lo, byte[] out, int at) {
        long head = format.head(slotValue, hi);
        long tail = format.tail(slotValue, hi, lo);
        format.write(head, tail, out, at);
        return !isUnwanted(head, tail, words);
    }

    /** Leaves the halves of the body in the first place of the salt arrays. */
    private boolean isUnwantedWith(long item, int salt, WordList list) {
        saltHi[0] = format.plainHi(ItemNumber.batch(item), ItemNumber.index(item));
        saltLo[0] = format.plainLo(ItemNumber.index(item), salt);
        cipher.encipher(saltHi, saltLo, 1);
        long tail = format.tail(slotValue, saltHi[0], saltLo[0]);
        return isUnwanted(format.head(slotValue, saltHi[0]), tail, list);
    }

    private void requireFits(int batch, long index, int n) {
        if (batch < 0 || batch > length.maxBatch() || index < 0 || index + n > 1L << length.indexBits) {
            throw new IllegalArgumentException("no codes of " + length.symbols + " symbols for batch " + batch
                    + ", index " + index + ", count " + n);
        }
    }

    private boolean isUnwanted(long head, long tail, WordList list) {
        return isUnwanted(list.places(head, tail, length), head, tail, list);
    }

    /** @param places where a word may be, {@link WordList#places} */
    private boolean isUnwanted(long places, long head, long tail, WordList list) {
        return list.spells(places, head, tail, length) || CodeFormat.isNumeric(head, tail);
    }
}
