/** Attributes of products, lots and items, the rules (scopes) over them, and how both are resolved. Sees {@code product}, {@code serial}, {@code asbuilt}. */
@NullMarked
package org.echt.core.attribute;

import org.jspecify.annotations.NullMarked;
