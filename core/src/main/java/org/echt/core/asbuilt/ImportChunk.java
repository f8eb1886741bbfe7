package org.echt.core.asbuilt;

import java.time.Instant;
import java.util.List;

/**
 * One step of an import, stored all or nothing.
 *
 * @param added installations to store; the arrays inside are only read
 * @param closed stored installations that end now: same parent, part and begin, new end
 * @param same rows that said what was known already
 * @param rejected rows not taken
 * @param doneBytes progress after this chunk
 * @param doneLines progress after this chunk
 * @param finished true for the last chunk
 * @param at when
 */
public record ImportChunk(
        List<Installation> added,
        List<Installation> closed,
        long same,
        List<RejectedLine> rejected,
        long doneBytes,
        long doneLines,
        boolean finished,
        Instant at) {}
