/** What was seen of a code, and the state of the items something happened to. Sees {@code serial}. */
@NullMarked
package org.echt.core.scan;

import org.jspecify.annotations.NullMarked;
