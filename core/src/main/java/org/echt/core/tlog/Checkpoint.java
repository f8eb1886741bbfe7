package org.echt.core.tlog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a log says of itself (C2SP tlog-checkpoint), still without signatures. Immutable.
 *
 * @param origin the log's name, for example {@code id.acme.example/log}
 * @param size number of entries
 * @param root root of the tree of that size
 * @param extensions further lines, none of them empty; we write none
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {
    /** @throws IllegalArgumentException when the checkpoint would not be read back */
    public Checkpoint {
        extensions = List.copyOf(extensions);
        if (!isLine(origin) || !extensions.stream().allMatch(Checkpoint::isLine)) {
            throw new IllegalArgumentException("origin and extensions of a checkpoint are lines that are not empty: \""
                    + Base64Text.shown(origin) + "\"");
        }
        if (size < 0 || (size == 0 && !root.equals(Hash.EMPTY_ROOT))) {
            throw new IllegalArgumentException("no tree of " + size + " entries has the root " + root);
        }
    }

    public Checkpoint(String origin, long size, Hash root) {
        this(origin, size, root, List.of());
    }

    private static boolean isLine(String text) {
        return !text.isEmpty()
                && text.chars().noneMatch(c -> c < ' ')
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** Reads the text of a note. */
    public static Checkpoint parse(String text) throws MalformedException {
        var lines = new Lines(text, "checkpoint");
        String origin = lines.next();
        long size = Lines.decimal(lines.next(), "tree size");
        var root = Hash.ofBase64(lines.next());
        var extensions = new ArrayList<String>();
        while (lines.hasNext()) {
            extensions.add(lines.next());
        }
        try {
            return new Checkpoint(origin, size, root, extensions);
        } catch (IllegalArgumentException e) {
            throw new MalformedException(String.valueOf(e.getMessage()));
        }
    }

    /** The text that is signed, with its last line feed. */
    public String text() {
        var out = new StringBuilder(origin + "\n" + size + "\n" + root.base64() + "\n");
        extensions.forEach(line -> out.append(line).append('\n'));
        return out.toString();
    }
}
