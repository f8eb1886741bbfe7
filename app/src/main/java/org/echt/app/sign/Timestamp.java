package org.echt.app.sign;

import java.time.Instant;

/**
 * What an authority says of some bytes.
 *
 * @param token its signed statement (TimeStampToken, RFC 3161), DER
 * @param at the time in it
 * @param authority subject of the certificate it is signed with
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on and never compared.
public record Timestamp(byte[] token, Instant at, String authority) {}
