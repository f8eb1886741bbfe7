/** Recalls and notices: immutable versions, impact, remedies. Sees {@code attribute} and what that sees. */
@NullMarked
package org.echt.core.recall;

import org.jspecify.annotations.NullMarked;
