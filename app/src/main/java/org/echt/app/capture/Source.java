package org.echt.app.capture;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file being read, chunk by chunk. Used by one thread at a time. */
interface Source extends AutoCloseable {
    /** What the file turned out to be. */
    ImportReceipt.Kind kind();

    /** Goes on behind what an earlier run has taken in. Called before the first {@link #next}, or not at all. */
    void resume(long doneBytes, long doneLines) throws IOException;

    /** The next chunk, authenticated; null behind the one that is {@link Rows#last}. */
    @Nullable
    Rows next() throws IOException;

    /** What is in the file besides rows; null where nothing is. Known when the source is open. */
    ImportReceipt.@Nullable Assets assets();

    /** What a reader of the receipt must know about how the file was understood. */
    List<String> notes();

    @Override
    void close() throws IOException;
}
