/** What is made: products and the parts planned inside them. Sees {@code gs1}. */
@NullMarked
package org.echt.core.product;

import org.jspecify.annotations.NullMarked;
