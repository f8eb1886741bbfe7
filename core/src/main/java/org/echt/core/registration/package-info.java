/**
 * Who wants to be told of what: watches, registrations, claims in dispute, and the persons behind them, whose data are
 * kept apart and encrypted with keys of their own. Sees {@code serial}, {@code keys}, {@code notice} (pictures),
 * {@code access}, {@code fault} and {@code audit}.
 */
@NullMarked
package org.echt.core.registration;

import org.jspecify.annotations.NullMarked;
