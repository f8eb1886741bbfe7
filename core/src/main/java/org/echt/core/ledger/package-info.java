/** The transparency log as this house keeps it: what is committed to, in which order, signed and re-computed. Sees {@code audit}, {@code canonical}, {@code keys} and {@code tlog}. */
@NullMarked
package org.echt.core.ledger;

import org.jspecify.annotations.NullMarked;
