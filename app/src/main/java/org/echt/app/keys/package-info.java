/** Where the secrets of the key slots are kept. Sees {@code core.keys}. */
@NullMarked
package org.echt.app.keys;

import org.jspecify.annotations.NullMarked;
