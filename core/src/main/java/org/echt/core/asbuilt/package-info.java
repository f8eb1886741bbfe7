/** What is inside what, and since when: effective-dated installations, walks down and up, imports. Sees {@code product} and {@code serial}. */
@NullMarked
package org.echt.core.asbuilt;

import org.jspecify.annotations.NullMarked;
