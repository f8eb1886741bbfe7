/** Making dossiers: what is recorded of one item or code as of a moment, put together, logged and kept. Their form and verifier are {@code evidence}. */
@NullMarked
package org.echt.core.dossier;

import org.jspecify.annotations.NullMarked;
