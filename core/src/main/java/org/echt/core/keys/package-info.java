/** Key slots and the one door to their secret bytes. Sees no other room. */
@NullMarked
package org.echt.core.keys;

import org.jspecify.annotations.NullMarked;
