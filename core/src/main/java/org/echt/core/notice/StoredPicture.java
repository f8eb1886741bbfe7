package org.echt.core.notice;

import java.time.Instant;
import org.echt.core.audit.AuditEntry;

/**
 * A picture as it is kept and shown: made anew from what was uploaded, so that it holds nothing but the picture.
 *
 * @param hash SHA-256 of its bytes, lower-case hex
 * @param mediaType {@code image/jpeg} or {@code image/png}
 * @param width in pixels
 * @param height in pixels
 * @param bytes the file; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Large and read-only; two pictures are the same by their hash.
public record StoredPicture(String hash, String mediaType, int width, int height, byte[] bytes) {
    public StoredPicture {
        if (!hash.matches("[0-9a-f]{64}") || !mediaType.matches("image/(jpeg|png)") || width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "a picture of " + width + " x " + height + ", " + mediaType + ", hash \"" + hash + "\"");
        }
    }

    /** What the audit log says of its being kept. */
    public AuditEntry audit(String by, Instant at) {
        return new AuditEntry(at, by, "picture.added", hash, "", mediaType + " " + width + " x " + height, "");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredPicture picture && picture.hash.equals(hash);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return mediaType + " " + width + " x " + height + " " + hash;
    }
}
