/** Measures Echt beside its baselines, in the same run. Every number in docs/performance.md comes from a command in here. */
@NullMarked
package org.echt.bench;

import org.jspecify.annotations.NullMarked;
