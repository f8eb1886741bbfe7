/** How often somebody may come, and from which network they do. Sees nothing. */
@NullMarked
package org.echt.app.limit;

import org.jspecify.annotations.NullMarked;
