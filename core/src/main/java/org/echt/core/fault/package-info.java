/** The one catalogue of faults. Sees nobody. */
@NullMarked
package org.echt.core.fault;

import org.jspecify.annotations.NullMarked;
