/** What operators look at: measurements, and the listener that shows them. Sees core alone; Micrometer is known here only. */
@NullMarked
package org.echt.app.metrics;

import org.jspecify.annotations.NullMarked;
