package org.echt.core.tlog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text with signatures under it (C2SP signed-note); the text is a claim until a signature is verified. Immutable.
 *
 * @param text the text with its last line feed
 * @param signatures one or more
 */
public record Note(String text, List<SignatureLine> signatures) {
    /** The most signatures a note may have. */
    public static final int MAX_SIGNATURES = 100;

    /** @throws IllegalArgumentException when the note would not be read back */
    public Note {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n") || signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            throw new IllegalArgumentException("a note has a text with a line feed at its end and 1 to "
                    + MAX_SIGNATURES + " signatures; it has " + signatures.size());
        }
    }

    public static Note parse(byte[] bytes) throws MalformedException {
        return parse(Lines.text(bytes, "note"));
    }

    static Note parse(String note) throws MalformedException {
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0) {
            throw new MalformedException("note has no empty line between text and signatures");
        }
        var signatures = signatures(note.substring(blank + 2));
        if (signatures.isEmpty()) {
            throw new MalformedException("note has no signature");
        }
        return new Note(note.substring(0, blank + 1), signatures);
    }

    /** Reads nothing but signature lines. */
    static List<SignatureLine> signatures(String text) throws MalformedException {
        var lines = new Lines(text, "signatures");
        var signatures = new ArrayList<SignatureLine>();
        while (lines.hasNext()) {
            if (signatures.size() == MAX_SIGNATURES) {
                throw new MalformedException("note has more than " + MAX_SIGNATURES + " signatures");
            }
            signatures.add(SignatureLine.parse(lines.next()));
        }
        return signatures;
    }

    public byte[] bytes() {
        var out = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> out.append(signature.line()));
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }
}
