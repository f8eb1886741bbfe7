package org.echt.core.registration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a claimant says and shows, sealed under their key.
 *
 * @param registration the claim it belongs to
 * @param statement sealed text; null for none
 * @param picture sealed picture; null for none
 * @param at when it arrived
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on and never compared.
public record Evidence(long registration, byte @Nullable [] statement, byte @Nullable [] picture, Instant at) {
    /** So much may be sent for one claim. */
    public static final int AT_MOST = 10;
}
