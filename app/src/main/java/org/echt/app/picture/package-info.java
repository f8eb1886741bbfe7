/** Makes a safe picture out of whatever somebody uploads: only its pixels are taken over. Sees nobody. */
@NullMarked
package org.echt.app.picture;

import org.jspecify.annotations.NullMarked;
