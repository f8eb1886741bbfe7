/** Signs PDF files (PAdES) and has bytes time-stamped (RFC 3161). Sees nobody. */
@NullMarked
package org.echt.app.sign;

import org.jspecify.annotations.NullMarked;
