/** How the program's own events are written to standard error. Sees nobody. */
@NullMarked
package org.echt.app.journal;

import org.jspecify.annotations.NullMarked;
