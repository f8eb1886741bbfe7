/** What a dossier says on paper, as XHTML: facts in, sentences out, nothing added. Sees answer (its languages). */
@NullMarked
package org.echt.app.dossier;

import org.jspecify.annotations.NullMarked;
