/** Recalls and notices: immutable versions, impact, remedies. Sees {@code attribute} and what that sees, {@code access}, {@code notice}, {@code scan}. */
@NullMarked
package org.echt.core.recall;

import org.jspecify.annotations.NullMarked;
