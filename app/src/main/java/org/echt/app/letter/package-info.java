/** What messages to persons say, in their language. Sees {@code answer}. */
@NullMarked
package org.echt.app.letter;

import org.jspecify.annotations.NullMarked;
