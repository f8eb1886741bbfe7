/** Serial codes: reading, enciphering, issuing and authenticating them. Sees {@code gs1} and {@code keys}. */
@NullMarked
package org.echt.core.serial;

import org.jspecify.annotations.NullMarked;
