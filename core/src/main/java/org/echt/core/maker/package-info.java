/**
 * Who makes goods for us, how many codes they may have, and what became of them. Sees {@code serial}, {@code gs1},
 * {@code access}, {@code audit} and {@code fault}.
 */
@NullMarked
package org.echt.core.maker;

import org.jspecify.annotations.NullMarked;
