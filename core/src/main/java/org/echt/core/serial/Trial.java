package org.echt.core.serial;

import org.echt.core.serial.Authentication.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What one key made of a code: for the owner's experts alone.
 *
 * @param slot slot symbol of the key
 * @param version version of the key
 * @param reason why the code was not issued under this key; null when it was
 * @param item what it deciphers to; {@link ItemNumber#NONE} when bits are set that never are
 */
public record Trial(char slot, int version, @Nullable Reason reason, long item) {}
