/** The command line: {@code echt noun verb}. Sees {@code core}, {@code config} and {@code keys}; {@code boot} opens the stores for it. */
@NullMarked
package org.echt.app.cli;

import org.jspecify.annotations.NullMarked;
