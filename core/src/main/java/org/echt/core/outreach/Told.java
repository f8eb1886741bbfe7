package org.echt.core.outreach;

import java.time.Instant;
import org.echt.core.registration.ContactAddress;

/**
 * Somebody who is to be told of a version of a recall.
 *
 * @param person whom
 * @param channel how
 * @param items which of their items it concerns, ascending
 * @param first whether the last answer they had was that no open recall concerns one of these
 * @param notBefore when it may be sent
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on and never compared.
public record Told(long person, ContactAddress.Kind channel, long[] items, boolean first, Instant notBefore) {}
