/** Who did what when, with before and after. Sees nothing. */
@NullMarked
package org.echt.core.audit;

import org.jspecify.annotations.NullMarked;
