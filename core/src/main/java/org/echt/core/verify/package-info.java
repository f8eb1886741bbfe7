/** One check, from text to verdict. Sees every other room. */
@NullMarked
package org.echt.core.verify;

import org.jspecify.annotations.NullMarked;
