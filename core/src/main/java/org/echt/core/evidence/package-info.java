/** Dossiers: what can be shown about one item or code, in one file that anybody verifies with this module alone (spec/dossier.md). Sees {@code canonical}, {@code issuance}, {@code keys}, {@code serial} and {@code tlog}. */
@NullMarked
package org.echt.core.evidence;

import org.jspecify.annotations.NullMarked;
