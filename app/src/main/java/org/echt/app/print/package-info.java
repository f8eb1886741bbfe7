/** Prints XHTML as PDF/A-2b: same document, same bytes; nothing is fetched from anywhere. Sees nobody. */
@NullMarked
package org.echt.app.print;

import org.jspecify.annotations.NullMarked;
