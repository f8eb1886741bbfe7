/** Who did what when, with before and after. Sees {@code canonical}. */
@NullMarked
package org.echt.core.audit;

import org.jspecify.annotations.NullMarked;
